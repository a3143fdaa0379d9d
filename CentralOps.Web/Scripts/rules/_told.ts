import type { Editor } from './editor';
import type { Column, Mark } from './_grid';
import type { Finding } from './_model';

/** What became of a test case, in words. */
export function told(editor: Editor, key: string): string {
  const outcome = editor.outcomes.find(o => o.key === key);
  if (!outcome) return '…';
  if (outcome.verdict === 'Passed') return `✓ ${editor.t('passed')}`;
  if (outcome.message) return `✗ ${outcome.message}`;
  const came = outcome.wrong.map(w => `${w} = ${outcome.actual[w] ?? '—'}`).join(' · ');
  return outcome.verdict === 'NotRun' ? editor.t('notRun') : `✗ ${came || editor.t('nothingExpected')}`;
}

/** What is wrong with the active cell, else with its rule. */
export function findingHere(editor: Editor): Finding | undefined {
  const { row, column } = editor.rows.place;
  const rule = editor.rows.isRules ? editor.table?.rules[row] : undefined;
  const here = rule ? editor.findings.filter(f => f.decision === editor.view.part && f.rule === rule.key) : [];
  return here.find(f => f.column === column) ?? here.find(f => f.column < 0) ?? here[0];
}

/** Marks of cells (by key of the row and column) and of rows (by number): findings of rules, outcomes of test cases. */
export function marks(editor: Editor, columns: readonly Column[]): { cells: Map<string, Mark>; rows: Map<number, Mark> } {
  const cells = new Map<string, Mark>();
  const rows = new Map<number, Mark>();
  if (editor.rows.isRules) {
    const numbers = new Map((editor.table?.rules ?? []).map((r, i) => [r.key, i]));
    for (const f of editor.findings) {
      if (f.decision !== editor.view.part || f.rule === '') continue;
      const index = numbers.get(f.rule);
      if (index === undefined) continue;
      const mark: Mark = { kind: f.warning ? 'doubt' : 'bad', text: f.text };
      if (f.column >= 0 && (!cells.has(`${f.rule}|${f.column}`) || !f.warning)) cells.set(`${f.rule}|${f.column}`, mark);
      if (!rows.has(index) || !f.warning) rows.set(index, mark);
    }
    return { cells, rows };
  }
  editor.tests.forEach((test, index) => {
    const outcome = editor.outcomes.find(o => o.key === test.key);
    if (!outcome) return;
    const whole: Mark = { kind: outcome.verdict === 'Passed' ? 'good' : 'bad', text: told(editor, test.key) };
    rows.set(index, whole);
    columns.forEach((c, i) => {
      if (c.kind === 'result') cells.set(`${test.key}|${i}`, whole);
      else if (c.kind !== 'name' && outcome.wrong.includes(c.key)) cells.set(`${test.key}|${i}`, { kind: 'bad', text: outcome.message ?? `${editor.t('came')} ${outcome.actual[c.key] ?? '—'}` });
    });
  });
  return { cells, rows };
}

/** The line below the sheet: where one is, what is wrong there, what to write instead. */
export function status(editor: Editor, bar: HTMLElement): void {
  if (editor.view.mode === 'graph') {
    bar.textContent = editor.graph.told;
    return;
  }
  const finding = findingHere(editor);
  const { row, top, bottom } = editor.rows.place;
  const { count, isRules } = editor.rows;
  const where = document.createElement('span');
  where.className = 'soft nowrap';
  where.textContent = editor.t(isRules ? 'status' : 'statusTests', count === 0 ? 0 : row + 1, count) + (bottom > top ? ` · ${editor.t('selected', bottom - top + 1)}` : '');
  const parts: Node[] = [where];
  const test = isRules ? undefined : editor.tests[row];
  const result = test ? told(editor, test.key) : '';
  if (finding || result.startsWith('✗')) {
    const text = document.createElement('span');
    text.className = `grow ${finding?.warning ? 'due' : 'breached'}`;
    text.textContent = finding ? `${finding.warning ? '▲' : '■'} ${finding.text}` : result;
    parts.push(text);
  }
  if (finding?.suggestion != null) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-small';
    button.dataset['act'] = 'accept';
    const code = document.createElement('code');
    code.textContent = finding.suggestion;
    const keys = document.createElement('kbd');
    keys.textContent = 'Alt Enter';
    button.append(`${editor.t('writeInstead')} `, code, ' ', keys);
    button.onclick = () => { editor.rows.accept(); editor.focusGrid(); };
    parts.push(button);
  }
  bar.replaceChildren(...parts);
}
