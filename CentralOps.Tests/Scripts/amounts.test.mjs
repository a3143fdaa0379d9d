import assert from 'node:assert/strict';
import test from 'node:test';
import { centsOf, grouped, readWords, wordsOf } from '../../CentralOps.Web/Scripts/_desk/_amountWords.ts';

// The examples of 《支付结算办法》, annex 1, and the corners of the grammar.
const examples = [
  ['1409.50', '壹仟肆佰零玖元伍角整'],
  ['6007.14', '陆仟零柒元壹角肆分'],
  ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
  ['325.04', '叁佰贰拾伍元零肆分'],
  ['100000000', '壹亿元整'],
  ['1000010000', '壹拾亿零壹万元整'],
  ['10', '壹拾元整'],
  ['0.05', '伍分'],
  ['0', '零元整'],
];

test('figures are written in words as the regulation wants them', () => {
  for (const [figures, words] of examples) assert.equal(wordsOf(centsOf(figures)), words, figures);
});

test('zero may be left out where the regulation allows it, and the value stays', () => {
  assert.deepEqual(readWords('壹仟陆佰捌拾元零叁角贰分'), { cents: 168032n, fault: null });
  assert.deepEqual(readWords('壹仟陆佰捌拾元叁角贰分'), { cents: 168032n, fault: null });
  assert.deepEqual(readWords('人民币壹拾万柒仟元伍角叁分'), { cents: 10700053n, fault: null });
});

test('words that are wrong are said to be wrong', () => {
  assert.equal(readWords('壹佰元').fault, 'zheng-missing');
  assert.equal(readWords('壹分整').fault, 'zheng-after-fen');
  assert.equal(readWords('一百元整').cents, null);
  assert.equal(readWords('').fault, 'empty');
});

test('every amount is read back from its own words', () => {
  let seed = 20261123n;
  for (let i = 0; i < 3000; i++) {
    seed = (seed * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    const cents = (seed >> 3n) % 10n ** BigInt(1 + (i % 17));
    assert.deepEqual(readWords(wordsOf(cents)), { cents, fault: null }, String(cents));
  }
});

test('figures never pass through binary fractions', () => {
  assert.equal(centsOf('9007199254740993.01'), 900719925474099301n);
  assert.equal(grouped(900719925474099301n), '9,007,199,254,740,993.01');
  assert.equal(centsOf('1.005'), null);
});
