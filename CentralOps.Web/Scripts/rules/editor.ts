import { Grid, type Column, type Mark, type Owner } from './_grid';
import type { Answer, Decision, Finding, Host, RuleSet, Table, Term, Test, TestOutcome, Texts } from './_model';
import { outline } from './_outline';
import { properties } from './_properties';
import { Graph } from './_graph';
import { History, insertRows, meant, moveRows, removeRows, setCells, type CellEdit, type SheetRow } from './_sheet';
import { toolbar } from './_toolbar';
import { columnsOf, emptyRow, testColumns, testOf, testRows } from './_views';

declare const DotNet: { createJSStreamReference(data: Uint8Array): unknown };

const checkAfter = 450; // milliseconds of rest before the server is asked what it thinks

/** What is being looked at. */
export interface View { readonly part: string; readonly mode: 'rules' | 'tests' | 'graph' }

/** The rule editor: the rule set lives here while it is edited; the server judges, keeps and compares. */
export class Editor implements Owner {
  readonly history: History<RuleSet>;
  view: View;
  readonly terms: ReadonlyMap<string, Term>;
  readonly graph: Graph;
  private readonly grid: Grid;
  private answer: Answer = { findings: [], tests: [], inputs: [], needs: {} };
  private columns: readonly Column[] = [];
  private timer = 0;
  private asking = false;
  private again = false;
  private serial = 0;
  private edits = 0;
  private sent = 0; // edits when the server was given the rule set to keep
  private kept = 0; // edits that are kept

  constructor(private readonly root: HTMLElement, private readonly host: Host, model: RuleSet, readonly known: readonly Term[], private readonly texts: Texts) {
    this.history = new History(model);
    this.terms = new Map(known.map(t => [t.name, t]));
    this.view = { part: model.decisions[0]?.key ?? '', mode: 'rules' };
    this.grid = new Grid(this.part('grid'), this, this.t('grid'));
    this.graph = new Graph(this.part('graph'), this);
    this.refresh();
    this.grid.select(0, 0);
    void this.check();
  }

  part(name: string): HTMLElement { return this.root.querySelector<HTMLElement>(`[data-part=${name}]`)!; }
  t(key: string, ...values: unknown[]): string { return (this.texts[key] ?? key).replace(/\{(\d+)\}/g, (_, i: string) => String(values[Number(i)] ?? '')); }
  get set_(): RuleSet { return this.history.present; }
  get decision(): Decision | undefined { return this.set_.decisions.find(d => d.key === this.view.part); }
  hasElement(key: string): boolean { return [...this.set_.decisions, ...this.set_.knowledge, ...this.set_.inputs].some(e => e.key === key); }
  get table(): Table | undefined { return this.decision?.table ?? undefined; }
  get tests(): readonly Test[] { return this.set_.tests.filter(t => t.decision === this.view.part); }
  get findings(): readonly Finding[] { return this.answer.findings; }
  get outcomes(): readonly TestOutcome[] { return this.answer.tests; }
  get place() { return this.grid.selection; }
  get unsaved(): boolean { return this.edits > this.kept; }
  fresh(stem: string): string { return `${stem}-${Date.now().toString(36)}${(++this.serial).toString(36)}`; }

  // ── changes ──

  change(next: RuleSet): void {
    if (next === this.set_) return;
    this.history.do(next);
    this.changed();
  }

  changeDecision(next: (old: Decision) => Decision): void {
    this.change({ ...this.set_, decisions: this.set_.decisions.map(d => (d.key === this.view.part ? next(d) : d)) });
  }

  changeTable(next: (old: Table) => Table): void {
    if (!this.table) return;
    const table = next(this.table);
    if (table !== this.table) this.changeDecision(d => ({ ...d, table }));
  }

  private changeRows(next: (rows: readonly SheetRow[]) => readonly SheetRow[]): void {
    if (this.view.mode === 'rules') {
      this.changeTable(table => {
        const rules = next(table.rules);
        return rules === table.rules ? table : { ...table, rules };
      });
      return;
    }
    const old = new Map(this.tests.map(t => [t.key, t]));
    const rows = next(testRows(this.tests, this.columns, () => ''));
    const tests = rows.map(r => testOf(r, old.get(r.key) ?? { key: r.key, name: '', decision: this.view.part, inputs: {}, expected: {} }, this.columns));
    this.change({ ...this.set_, tests: [...this.set_.tests.filter(t => t.decision !== this.view.part), ...tests] });
  }

  private freshRow(): SheetRow {
    return this.view.mode === 'rules' && this.table ? emptyRow(this.table, this.fresh('rule')) : { key: this.fresh('test'), cells: this.columns.map(() => '') };
  }

  private changed(): void {
    this.edits++;
    this.refresh();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.check(), checkAfter);
  }

  // ── what the grid asks for ──

  set(edits: readonly CellEdit[], more: number): void {
    const exact = edits.map(e => ({ ...e, text: meant(e.text, this.columns[e.column]?.type ?? '', this.columns[e.column]?.choices ?? []) }));
    this.changeRows(rows => setCells(more > 0 ? insertRows(rows, rows.length, Array.from({ length: more }, () => this.freshRow())) : rows, exact));
  }

  insert(at: number): void {
    const to = Math.min(at, this.rowCount);
    this.changeRows(rows => insertRows(rows, to, [this.freshRow()]));
    this.grid.select(to, 0);
  }

  duplicate(from: number, to: number): void {
    this.changeRows(rows => insertRows(rows, to + 1, rows.slice(from, to + 1).map(r => ({ key: this.freshRow().key, cells: r.cells }))));
    this.grid.selectRows(to + 1, to + 1 + to - from);
  }

  remove(from: number, to: number): void {
    this.changeRows(rows => removeRows(rows, from, to));
    this.grid.select(from, this.place.column);
  }

  move(from: number, to: number, by: -1 | 1): void {
    const before = this.set_;
    this.changeRows(rows => moveRows(rows, from, to, by));
    if (this.set_ !== before) this.grid.selectRows(from + by, to + by);
  }

  undo(): void { this.grid.finish(); if (this.history.canUndo) { this.history.undo(); this.changed(); } }
  redo(): void { if (this.history.canRedo) { this.history.redo(); this.changed(); } }
  picked(): void { this.status(); properties(this, this.part('properties')); }

  accept(): void {
    const finding = this.findingHere();
    if (finding?.suggestion != null) this.apply(finding.decision, finding.rule, finding.column, finding.suggestion);
  }

  get rowCount(): number { return this.view.mode === 'rules' ? this.table?.rules.length ?? 0 : this.tests.length; }

  // ── showing ──

  open(part: string, mode: View['mode'] = 'rules'): void {
    this.grid.finish();
    this.view = { part, mode };
    this.refresh();
    this.grid.root.scrollTop = 0;
    this.grid.select(0, 0);
  }

  /** The diagram of requirements. */
  showGraph(): void {
    this.grid.finish();
    this.view = { ...this.view, mode: 'graph' };
    this.refresh();
  }

  /** An element of the diagram is looked at. */
  pick(part: string): void {
    this.view = { part, mode: 'graph' };
    this.refresh();
    this.graph.focus(part);
  }

  refresh(): void {
    const isGraph = this.view.mode === 'graph';
    if (!this.decision && !this.set_.knowledge.some(k => k.key === this.view.part) && !(isGraph && this.hasElement(this.view.part))) this.view = { part: this.set_.decisions[0]?.key ?? '', mode: isGraph ? 'graph' : 'rules' };
    const isSheet = !isGraph && (this.view.mode === 'tests' ? this.decision !== undefined : this.table !== undefined);
    this.part('grid').hidden = !isSheet;
    this.part('text').hidden = isSheet || isGraph;
    this.part('graph').hidden = !isGraph;
    if (isGraph) this.graph.show();
    else if (isSheet) {
      const decision = this.decision!;
      const columns = this.view.mode === 'rules' ? columnsOf(this.table!, this.terms, k => this.t(k)) : testColumns(this.set_, decision, this.terms, k => this.t(k));
      if (JSON.stringify(columns) !== JSON.stringify(this.columns)) this.columns = columns;
      this.grid.show(this.columns, this.view.mode === 'rules' ? this.table!.rules : testRows(this.tests, this.columns, key => this.told(key)));
    } else this.showText();
    outline(this, this.part('outline'));
    toolbar(this, this.part('tools'));
    properties(this, this.part('properties'));
    this.marks();
  }

  private told(key: string): string {
    const outcome = this.outcomes.find(o => o.key === key);
    if (!outcome) return '…';
    if (outcome.verdict === 'Passed') return `✓ ${this.t('passed')}`;
    if (outcome.message) return `✗ ${outcome.message}`;
    const came = outcome.wrong.map(w => `${w} = ${outcome.actual[w] ?? '—'}`).join(' · ');
    return outcome.verdict === 'NotRun' ? this.t('notRun') : `✗ ${came || this.t('nothingExpected')}`;
  }

  private showText(): void {
    const box = this.part('text');
    const knowledge = this.set_.knowledge.find(k => k.key === this.view.part);
    const text = this.decision?.kind === 'literal' ? this.decision.text : knowledge?.text;
    const area = (box.querySelector('textarea') ?? document.createElement('textarea')) as HTMLTextAreaElement;
    area.className = 'input mono';
    area.spellcheck = false;
    area.setAttribute('aria-label', this.t('expression'));
    area.readOnly = text == null;
    const shown = text ?? this.t('notEditable');
    if (area.value !== shown) area.value = shown;
    area.onchange = () => {
      if (this.decision) this.changeDecision(d => ({ ...d, text: area.value }));
      else this.change({ ...this.set_, knowledge: this.set_.knowledge.map(k => (k.key === this.view.part ? { ...k, text: area.value } : k)) });
    };
    const head = knowledge ? `${knowledge.name}(${knowledge.parameters.join(', ')})` : this.decision?.name ?? '';
    const title = box.querySelector('label') ?? document.createElement('label');
    title.textContent = head;
    const notes = document.createElement('div');
    notes.append(...this.findings.filter(f => f.decision === this.view.part).map(f => {
      const p = document.createElement('p');
      p.className = `finding ${f.warning ? 'due' : 'breached'}`;
      p.textContent = f.text;
      return p;
    }));
    box.replaceChildren(title, area, notes);
  }

  private marks(): void {
    const cells = new Map<string, Mark>();
    const rows = new Map<number, Mark>();
    if (this.view.mode === 'rules') {
      const numbers = new Map((this.table?.rules ?? []).map((r, i) => [r.key, i]));
      for (const f of this.findings) {
        if (f.decision !== this.view.part || f.rule === '') continue;
        const index = numbers.get(f.rule);
        if (index === undefined) continue;
        const mark: Mark = { kind: f.warning ? 'doubt' : 'bad', text: f.text };
        if (f.column >= 0 && (!cells.has(`${f.rule}|${f.column}`) || !f.warning)) cells.set(`${f.rule}|${f.column}`, mark);
        if (!rows.has(index) || !f.warning) rows.set(index, mark);
      }
    } else {
      this.tests.forEach((test, index) => {
        const outcome = this.outcomes.find(o => o.key === test.key);
        if (!outcome) return;
        rows.set(index, { kind: outcome.verdict === 'Passed' ? 'good' : 'bad', text: this.told(test.key) });
        this.columns.forEach((c, i) => {
          if (c.kind === 'result') cells.set(`${test.key}|${i}`, { kind: outcome.verdict === 'Passed' ? 'good' : 'bad', text: this.told(test.key) });
          else if (c.kind !== 'name' && outcome.wrong.includes(c.key)) cells.set(`${test.key}|${i}`, { kind: 'bad', text: outcome.message ?? `${this.t('came')} ${outcome.actual[c.key] ?? '—'}` });
        });
      });
    }
    this.grid.mark(cells, rows);
    if (this.view.mode === 'graph') this.graph.show();
    this.status();
  }

  findingHere(): Finding | undefined {
    const rule = this.view.mode === 'rules' ? this.table?.rules[this.place.row] : undefined;
    const here = rule ? this.findings.filter(f => f.decision === this.view.part && f.rule === rule.key) : [];
    return here.find(f => f.column === this.place.column) ?? here.find(f => f.column < 0) ?? here[0];
  }

  private status(): void {
    const bar = this.part('status');
    if (this.view.mode === 'graph') {
      bar.textContent = this.graph.told;
      return;
    }
    const finding = this.findingHere();
    const { row, top, bottom } = this.place;
    const where = document.createElement('span');
    where.className = 'soft nowrap';
    where.textContent = this.t(this.view.mode === 'rules' ? 'status' : 'statusTests', this.rowCount === 0 ? 0 : row + 1, this.rowCount) + (bottom > top ? ` · ${this.t('selected', bottom - top + 1)}` : '');
    const parts: Node[] = [where];
    const told = this.view.mode === 'tests' && this.tests[row] ? this.told(this.tests[row]!.key) : '';
    if (finding || told.startsWith('✗')) {
      const text = document.createElement('span');
      text.className = `grow ${finding?.warning ? 'due' : 'breached'}`;
      text.textContent = finding ? `${finding.warning ? '▲' : '■'} ${finding.text}` : told;
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
      button.append(`${this.t('writeInstead')} `, code, ' ', keys);
      button.onclick = () => { this.accept(); this.grid.focus(); };
      parts.push(button);
    }
    bar.replaceChildren(...parts);
  }

  // ── the server ──

  bytes(): Uint8Array {
    this.grid.finish();
    this.sent = this.edits;
    return new TextEncoder().encode(JSON.stringify(this.set_));
  }

  async check(): Promise<void> {
    if (this.asking) {
      this.again = true;
      return;
    }
    this.asking = true;
    const asked = this.set_;
    try {
      const answer = await this.host.invokeMethodAsync<Answer>('Check', DotNet.createJSStreamReference(new TextEncoder().encode(JSON.stringify(asked))), this.edits);
      this.answer = answer;
      // Names that expressions use and the server knows have become inputs of the model.
      if (asked === this.set_ && answer.inputs.length > 0) {
        this.history.amend({ ...asked, inputs: answer.inputs, decisions: asked.decisions.map(d => ({ ...d, needs: answer.needs[d.key] ?? d.needs })) });
        this.refresh();
      } else if (this.view.mode === 'tests') this.refresh();
      else {
        outline(this, this.part('outline'));
        toolbar(this, this.part('tools'));
        if (!this.part('text').hidden) this.showText();
        this.marks();
      }
    } finally {
      this.asking = false;
      if (this.again) {
        this.again = false;
        void this.check();
      }
    }
  }

  /** Another version; returns the number of edits until here, which are left behind. */
  load(model: RuleSet): number {
    const place = this.place;
    this.history.reset(model);
    this.kept = this.sent = this.edits;
    this.refresh();
    this.grid.select(place.row, place.column);
    void this.check();
    return this.edits;
  }

  /**
   * What was saved, as the server keeps it; returns the number of edits that are in it. What was changed meanwhile stays, unsaved. Positions serve as keys where elements have no
   * ids; those may have changed.
   */
  saved(model: RuleSet): number {
    this.kept = this.sent;
    if (this.edits === this.sent) {
      if (JSON.stringify(this.set_).includes('"key":"@')) this.history.reset(model);
      else this.history.amend(model);
      this.refresh();
    }
    return this.sent;
  }

  focus(decision: string, rule: string, column: number): void {
    if (decision && decision !== this.view.part) this.open(decision);
    else if (this.view.mode !== 'rules') this.open(this.view.part);
    const row = this.table?.rules.findIndex(r => r.key === rule) ?? -1;
    if (row >= 0) this.grid.select(row, Math.max(0, column));
    this.grid.focus();
  }

  focusTest(key: string): void {
    const test = this.set_.tests.find(t => t.key === key);
    if (!test) return;
    this.open(test.decision, 'tests');
    this.grid.select(Math.max(0, this.tests.findIndex(t => t.key === key)), 0);
    this.grid.focus();
  }

  apply(decision: string, rule: string, column: number, text: string): void {
    this.change({
      ...this.set_,
      decisions: this.set_.decisions.map(d => {
        if (d.key !== decision) return d;
        if (!d.table) return { ...d, text };
        const row = d.table.rules.findIndex(r => r.key === rule);
        return row < 0 ? d : { ...d, table: { ...d.table, rules: setCells(d.table.rules, [{ row, column, text }]) } };
      }),
    });
  }

  /** A past decision becomes a test case. */
  addTest(name: string, decision: string, inputs: Record<string, string>, expected: Record<string, string>): void {
    const found = this.set_.decisions.find(d => d.name === decision || d.key === decision) ?? this.set_.decisions[0];
    if (!found) return;
    this.change({ ...this.set_, tests: [...this.set_.tests, { key: this.fresh('test'), name, decision: found.key, inputs, expected }] });
    this.open(found.key, 'tests');
    this.grid.select(this.rowCount - 1, 0);
  }

  focusGrid(): void { this.grid.focus(); }
  dispose(): void { window.clearTimeout(this.timer); }
}

export function edit(root: HTMLElement, host: Host, model: RuleSet, terms: readonly Term[], texts: Texts) {
  const editor = new Editor(root, host, model, terms, texts);
  const keys = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
    event.preventDefault();
    (document.activeElement as HTMLElement | null)?.blur(); // what is being typed is part of what is saved
    root.querySelector<HTMLButtonElement>('[data-act=save]')?.click();
  };
  const leaving = (event: BeforeUnloadEvent) => { if (editor.unsaved) event.preventDefault(); };
  document.addEventListener('keydown', keys);
  window.addEventListener('beforeunload', leaving);
  return {
    model: () => editor.bytes(),
    load: (next: RuleSet) => editor.load(next),
    saved: (next: RuleSet) => editor.saved(next),
    focus: (decision: string, rule: string, column: number) => editor.focus(decision, rule, column),
    focusTest: (key: string) => editor.focusTest(key),
    apply: (decision: string, rule: string, column: number, text: string) => editor.apply(decision, rule, column, text),
    addTest: (name: string, decision: string, inputs: Record<string, string>, expected: Record<string, string>) => editor.addTest(name, decision, inputs, expected),
    check: () => editor.check(),
    dispose: () => {
      document.removeEventListener('keydown', keys);
      window.removeEventListener('beforeunload', leaving);
      editor.dispose();
    },
  };
}
