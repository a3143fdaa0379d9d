import assert from 'node:assert/strict';
import test from 'node:test';
import { History, insertRows, meant, moveRows, parseTsv, removeRows, setCells, toTsv } from '../../CentralOps.Web/Scripts/rules/_sheet.ts';
import { choicesOf, movedColumn, outputsOf, readsOf, withColumn, withoutColumn } from '../../CentralOps.Web/Scripts/rules/_views.ts';

const rows = (...names) => names.map(key => ({ key, cells: [key, ''] }));
const keys = all => all.map(r => r.key).join('');

test('a range of a spreadsheet is read as its cells', () => {
  assert.deepEqual(parseTsv('a\tb\r\nc\td\r\n'), [['a', 'b'], ['c', 'd']]);
  assert.deepEqual(parseTsv('one'), [['one']]);
  assert.deepEqual(parseTsv('a\t\t\n'), [['a', '', '']]);
  assert.deepEqual(parseTsv('"two\nlines"\t"said ""no"""'), [['two\nlines', 'said "no"']]);
});

test('texts of FEEL keep their quotes through the clipboard', () => {
  assert.deepEqual(parseTsv('"urgent"\t"a", "b"\nnot("x")\t-'), [['"urgent"', '"a", "b"'], ['not("x")', '-']]);
  assert.deepEqual(parseTsv('"""urgent"""\t>= 5'), [['"urgent"', '>= 5']]); // as a spreadsheet writes a cell that holds quotes
  const cells = [['"urgent"', '[1..5], "a"'], ['line\nend', '']];
  assert.deepEqual(parseTsv(toTsv(cells)), cells);
});

test('rows are set, inserted, moved and removed without changing the old ones', () => {
  const old = rows('a', 'b', 'c');
  const changed = setCells(old, [{ row: 1, column: 1, text: 'x' }, { row: 1, column: 0, text: 'y' }, { row: 9, column: 0, text: 'nowhere' }]);
  assert.deepEqual(changed[1].cells, ['y', 'x']);
  assert.deepEqual(old[1].cells, ['b', '']);
  assert.equal(changed[0], old[0]);
  assert.equal(keys(insertRows(old, 1, rows('n'))), 'anbc');
  assert.equal(keys(removeRows(old, 0, 1)), 'c');
  assert.equal(keys(moveRows(old, 1, 2, -1)), 'bca');
  assert.equal(keys(moveRows(old, 0, 0, 1)), 'bac');
  assert.equal(moveRows(old, 0, 1, -1), old);
});

test('undo and redo go through every state', () => {
  const history = new History('a');
  history.do('b');
  history.do('c');
  history.undo();
  assert.equal(history.present, 'b');
  history.redo();
  assert.equal(history.present, 'c');
  history.undo();
  history.do('d');
  assert.equal(history.canRedo, false);
  history.undo();
  history.undo();
  assert.equal(history.present, 'a');
  assert.equal(history.canUndo, false);
});

test('what people write is taken as they meant it where that is certain', () => {
  const choices = [{ text: '"urgent"', label: '加急' }, { text: '"ordinary"', label: '普通' }];
  assert.equal(meant('urgent', 'string', choices), '"urgent"');
  assert.equal(meant('加急', 'string', choices), '"urgent"');
  assert.equal(meant('"urgent"', 'string', choices), '"urgent"');
  assert.equal(meant('1,200,000.50', 'number', []), '1200000.50');
  assert.equal(meant('>= 1,200', 'number', []), '>= 1,200'); // said to be a list by the check, not changed behind somebody's back
  assert.equal(meant(' - ', 'string', choices), '-');
});

const table = {
  hitPolicy: 'FIRST', aggregation: '', inputs: [{ key: 'i1' }, { key: 'i2' }], outputs: [{ key: 'o1', name: 'level' }], notes: [{ key: 'n1', name: '' }],
  rules: [{ key: 'r1', cells: ['a', 'b', 'c', 'd'] }],
};

test('columns come, go and change places with their cells', () => {
  assert.deepEqual(withColumn(table, 'in', { key: 'i3' }).rules[0].cells, ['a', 'b', '-', 'c', 'd']);
  assert.deepEqual(withColumn(table, 'out', { key: 'o2' }).rules[0].cells, ['a', 'b', 'c', '', 'd']);
  assert.deepEqual(withoutColumn(table, 1).rules[0].cells, ['a', 'c', 'd']);
  assert.equal(withoutColumn(table, 2).outputs.length, 0);
  const moved = movedColumn(table, 0, 1);
  assert.deepEqual([moved.inputs.map(c => c.key), moved.rules[0].cells], [['i2', 'i1'], ['b', 'a', 'c', 'd']]);
  assert.equal(movedColumn(table, 1, 1), table); // a condition does not become a result
});

test('a decision reads what it needs directly and by others', () => {
  const set = {
    inputs: [{ key: 'a', name: 'amount' }, { key: 'b', name: 'branch' }],
    decisions: [{ key: 'd1', name: 'one', needs: ['a', 'd2'], table }, { key: 'd2', name: 'two', needs: ['b', 'd1'], table: null }],
  };
  assert.deepEqual(readsOf(set, set.decisions[0]), ['amount', 'branch']);
  assert.deepEqual([outputsOf(set.decisions[0]), outputsOf(set.decisions[1])], [['level'], ['two']]);
});

test('allowed values are offered with their words', () => {
  assert.deepEqual(choicesOf('"a", "b, c"', 'string', { values: [{ text: '"a"', label: '甲' }] }), [{ text: '"a"', label: '甲' }, { text: '"b, c"', label: '"b, c"' }]);
  assert.deepEqual(choicesOf('', 'boolean', undefined).map(c => c.text), ['true', 'false']);
});
