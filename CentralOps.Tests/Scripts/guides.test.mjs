import assert from 'node:assert/strict';
import test from 'node:test';
import { caretAfter, dateInWords, guide, luhn } from '../../CentralOps.Web/Scripts/_desk/_guides.ts';

const field = (type, more = {}) => ({ type, length: 0, optional: false, values: [], ...more });

test('an amount is grouped as it is typed and echoed in words', () => {
  const typed = guide(field('amount'), '1234567.8');
  assert.deepEqual(typed, { shown: '1,234,567.8', value: '1234567.80', echo: '壹佰贰拾叁万肆仟伍佰陆拾柒元捌角整', doubt: null });
  assert.equal(guide(field('amount'), '12.345').doubt, 'not-an-amount');
  assert.equal(guide(field('amount'), '１２．５').value, '12.50');
});

test('an account is grouped by four and a wrong check digit is a hint, not a wall', () => {
  const right = guide(field('account'), '6222021001116245702');
  assert.equal(right.shown, '6222 0210 0111 6245 702');
  assert.equal(right.value, '6222021001116245702');
  assert.equal(guide(field('account'), '6222021001116245701').doubt === null, luhn('6222021001116245701'));
  assert.equal(luhn('79927398713'), true);
  assert.equal(luhn('79927398710'), false);
});

test('a date is masked while typing and leap days are known', () => {
  assert.equal(guide(field('date'), '202602').shown, '2026-02');
  assert.equal(guide(field('date'), '20260229').doubt, 'not-a-date');
  assert.equal(guide(field('date'), '20280229').doubt, null);
  assert.equal(guide(field('date'), '2026年1月5日').value, '2026-01-05');
});

test('figures typed into fields of words become words', () => {
  assert.equal(guide(field('amount-words'), '10000').value, '壹万元整');
  assert.equal(guide(field('date-words'), '20260115').value, '贰零贰陆年零壹月壹拾伍日');
  assert.equal(dateInWords('20261020'), '贰零贰陆年零壹拾月零贰拾日');
  assert.equal(guide(field('amount-words'), '壹万圆正').value, '壹万元整');
});

test('a code list is chosen by number', () => {
  const urgency = field('code-list', { values: ['ordinary', 'urgent'], labels: { urgent: '加急' } });
  assert.deepEqual(guide(urgency, '2'), { shown: '2', value: 'urgent', echo: '加急', doubt: null });
  assert.equal(guide(urgency, '7').doubt, 'not-in-list');
});

test('a length that differs is doubted only when something was typed', () => {
  assert.equal(guide(field('digits', { length: 16 }), '123').doubt, 'length');
  assert.equal(guide(field('digits', { length: 16 }), '').doubt, null);
});

test('the caret stays behind the same figure when separators appear', () => {
  assert.equal(caretAfter('1234', 4, '1,234'), 5);
  assert.equal(caretAfter('1,2345', 3, '12,345'), 2);
});
