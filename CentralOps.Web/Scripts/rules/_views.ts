import type { Column } from './_grid';
import type { Choice, Decision, RuleSet, Row, Table, Term, Test } from './_model';
import type { SheetRow } from './_sheet';

/** What a decision needs, directly or by others: names of input data. */
export function readsOf(set: RuleSet, decision: Decision, seen = new Set<string>()): string[] {
  const names: string[] = [];
  for (const need of decision.needs) {
    if (seen.has(need)) continue;
    seen.add(need);
    const input = set.inputs.find(i => i.key === need);
    const other = set.decisions.find(d => d.key === need);
    if (input) names.push(input.name);
    else if (other) names.push(...readsOf(set, other, seen));
  }
  return names;
}

/** Names of what a decision gives. */
export function outputsOf(decision: Decision): string[] {
  const outputs = decision.table?.outputs ?? [];
  return outputs.length > 1 ? outputs.map(o => o.name) : [outputs[0]?.name || decision.name];
}

export function choicesOf(values: string, type: string, term: Term | undefined): readonly Choice[] {
  const listed = values.trim() === '' ? [] : [...values.matchAll(/"(?:[^"\\]|\\.)*"|[^,\s][^,]*/g)].map(m => m[0].trim());
  const known = term?.values ?? [];
  if (listed.length > 0) return listed.map(text => ({ text, label: known.find(k => k.text === text)?.label ?? text }));
  if (known.length > 0) return known;
  return type === 'boolean' ? ['true', 'false'].map(text => ({ text, label: text })) : [];
}

export function columnsOf(table: Table, terms: ReadonlyMap<string, Term>, t: (key: string) => string): Column[] {
  const sub = (expression: string, type: string) => [expression, type && t(`type.${type}`)].filter(s => s).join(' · ');
  return [
    ...table.inputs.map(c => ({ key: c.key, title: c.label || c.expression, sub: sub(c.expression, c.type), kind: 'in' as const, type: c.type, choices: [...choicesOf(c.values, c.type, terms.get(c.expression))] })),
    ...table.outputs.map(c => ({ key: c.key, title: c.label || c.name, sub: sub(c.name, c.type), kind: 'out' as const, type: c.type, choices: [...choicesOf(c.values, c.type, terms.get(c.name))] })),
    ...table.notes.map(c => ({ key: c.key, title: c.name || t('note'), sub: '', kind: 'note' as const, type: '', choices: [] })),
  ];
}

/** Test cases of a decision as a sheet: name, what is given, what is expected, what came. */
export function testColumns(set: RuleSet, decision: Decision, terms: ReadonlyMap<string, Term>, t: (key: string) => string): Column[] {
  const label = (name: string) => set.inputs.find(i => i.name === name)?.label ?? terms.get(name)?.label ?? name;
  const outputs = new Map((decision.table?.outputs ?? []).map(o => [o.name || decision.name, o]));
  return [
    { key: 'name', title: t('testName'), sub: '', kind: 'name', type: '', choices: [] },
    ...readsOf(set, decision).map(name => {
      const type = set.inputs.find(i => i.name === name)?.type ?? '';
      return { key: name, title: label(name), sub: [name, type && t(`type.${type}`)].filter(s => s).join(' · '), kind: 'in' as const, type, choices: choicesOf('', type, terms.get(name)) };
    }),
    ...outputsOf(decision).map(name => ({
      key: name, title: outputs.get(name)?.label || name, sub: `${t('expected')} · ${name}`, kind: 'out' as const, type: outputs.get(name)?.type ?? '', choices: choicesOf(outputs.get(name)?.values ?? '', outputs.get(name)?.type ?? '', terms.get(name)),
    })),
    { key: 'result', title: t('result'), sub: '', kind: 'result', type: '', choices: [], fixed: true },
  ];
}

export function testRows(tests: readonly Test[], columns: readonly Column[], told: (key: string) => string): SheetRow[] {
  return tests.map(test => ({
    key: test.key,
    cells: columns.map(c => (c.kind === 'name' ? test.name : c.kind === 'in' ? test.inputs[c.key] ?? '' : c.kind === 'out' ? test.expected[c.key] ?? '' : told(test.key))),
  }));
}

export function testOf(row: SheetRow, old: Test, columns: readonly Column[]): Test {
  const inputs: Record<string, string> = { ...old.inputs };
  const expected: Record<string, string> = { ...old.expected };
  let name = old.name;
  columns.forEach((c, i) => {
    const text = row.cells[i] ?? '';
    if (c.kind === 'name') name = text;
    else if (c.kind === 'in') inputs[c.key] = text;
    else if (c.kind === 'out') expected[c.key] = text;
  });
  return { ...old, name, inputs, expected };
}

export function emptyRow(table: Table, key: string): Row {
  return { key, cells: [...table.inputs.map(() => '-'), ...table.outputs.map(() => ''), ...table.notes.map(() => '')] };
}

/** A table without one of its columns, counted over conditions and results. */
export function withoutColumn(table: Table, at: number): Table {
  const inputs = table.inputs.filter((_, i) => i !== at);
  const outputs = table.outputs.filter((_, i) => i + table.inputs.length !== at);
  const notes = table.notes.filter((_, i) => i + table.inputs.length + table.outputs.length !== at);
  return { ...table, inputs, outputs, notes, rules: table.rules.map(r => ({ ...r, cells: r.cells.filter((_, i) => i !== at) })) };
}

/** A column changes places with its neighbour of the same kind; the same table when there is none. */
export function movedColumn(table: Table, at: number, by: -1 | 1): Table {
  const to = at + by;
  const kind = (i: number) => (i < 0 ? -1 : i < table.inputs.length ? 0 : i < table.inputs.length + table.outputs.length ? 1 : i < table.inputs.length + table.outputs.length + table.notes.length ? 2 : -1);
  if (kind(at) < 0 || kind(at) !== kind(to)) return table;
  const swap = <T>(all: readonly T[], from: number): readonly T[] => {
    const [a, b] = [at - from, to - from];
    return a < 0 || b < 0 || a >= all.length || b >= all.length ? all : all.map((x, i) => (i === a ? all[b]! : i === b ? all[a]! : x));
  };
  return {
    ...table,
    inputs: swap(table.inputs, 0),
    outputs: swap(table.outputs, table.inputs.length),
    notes: swap(table.notes, table.inputs.length + table.outputs.length),
    rules: table.rules.map(r => ({ ...r, cells: swap(r.cells, 0) })),
  };
}

export function withColumn(table: Table, kind: 'in' | 'out' | 'note', column: never | object): Table {
  const at = kind === 'in' ? table.inputs.length : kind === 'out' ? table.inputs.length + table.outputs.length : table.inputs.length + table.outputs.length + table.notes.length;
  const rules = table.rules.map(r => ({ ...r, cells: [...r.cells.slice(0, at), kind === 'in' ? '-' : '', ...r.cells.slice(at)] }));
  if (kind === 'in') return { ...table, inputs: [...table.inputs, column as Table['inputs'][number]], rules };
  if (kind === 'out') return { ...table, outputs: [...table.outputs, column as Table['outputs'][number]], rules };
  return { ...table, notes: [...table.notes, column as Table['notes'][number]], rules };
}
