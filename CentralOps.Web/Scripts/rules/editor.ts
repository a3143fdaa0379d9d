import { Asking } from './_asking';
import { Graph } from './_graph';
import type { Answer, Decision, Finding, Host, RuleSet, Table, Term, Test, TestOutcome, Texts } from './_model';
import { outline } from './_outline';
import { properties } from './_properties';
import { Rows } from './_rows';
import { History, setCells } from './_sheet';
import { expression } from './_text';
import { status } from './_told';
import { toolbar } from './_toolbar';

declare const DotNet: { createJSStreamReference(data: Uint8Array): unknown };

const checkAfter = 450; // milliseconds of rest before the server is asked what it thinks

/** What is being looked at. */
export interface View { readonly part: string; readonly mode: 'rules' | 'tests' | 'graph' }

/** The rule editor: the rule set lives here while it is edited; the server judges, keeps and compares. */
export class Editor {
  readonly history: History<RuleSet>;
  view: View;
  readonly terms: ReadonlyMap<string, Term>;
  readonly graph: Graph;
  readonly rows: Rows;
  private readonly asking = new Asking(() => this.ask(), checkAfter);
  private answer: Answer = { findings: [], tests: [], inputs: [], needs: {} };
  private serial = 0;
  private edits = 0;
  private sent = 0; // edits when the server was given the rule set to keep
  private kept = 0; // edits that are kept

  constructor(private readonly root: HTMLElement, private readonly host: Host, model: RuleSet, readonly known: readonly Term[], private readonly texts: Texts) {
    this.history = new History(model);
    this.terms = new Map(known.map(t => [t.name, t]));
    this.view = { part: model.decisions[0]?.key ?? '', mode: 'rules' };
    this.rows = new Rows(this, this.part('grid'));
    this.graph = new Graph(this.part('graph'), this);
    this.refresh();
    this.rows.grid.select(0, 0);
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

  private changed(): void {
    this.edits++;
    this.refresh();
    this.asking.soon();
  }

  undo(): void { this.rows.grid.finish(); if (this.history.canUndo) { this.history.undo(); this.changed(); } }
  redo(): void { if (this.history.canRedo) { this.history.redo(); this.changed(); } }

  // ── showing ──

  open(part: string, mode: View['mode'] = 'rules'): void {
    this.rows.grid.finish();
    this.view = { part, mode };
    this.refresh();
    this.rows.grid.root.scrollTop = 0;
    this.rows.grid.select(0, 0);
  }

  /** The diagram of requirements. */
  showGraph(): void {
    this.rows.grid.finish();
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
    else if (isSheet) this.rows.show();
    else expression(this, this.part('text'));
    outline(this, this.part('outline'));
    toolbar(this, this.part('tools'));
    properties(this, this.part('properties'));
    this.marks();
  }

  /** What there is to say of the place in the sheet. */
  showPlace(): void {
    status(this, this.part('status'));
    properties(this, this.part('properties'));
  }

  private marks(): void {
    this.rows.mark();
    if (this.view.mode === 'graph') this.graph.show();
    status(this, this.part('status'));
  }

  // ── the server ──

  bytes(): Uint8Array {
    this.rows.grid.finish();
    this.sent = this.edits;
    return new TextEncoder().encode(JSON.stringify(this.set_));
  }

  check(): Promise<void> { return this.asking.now(); }

  private async ask(): Promise<void> {
    const asked = this.set_;
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
      if (!this.part('text').hidden) expression(this, this.part('text'));
      this.marks();
    }
  }

  /** Another version; returns the number of edits until here, which are left behind. */
  load(model: RuleSet): number {
    const place = this.rows.place;
    this.history.reset(model);
    this.kept = this.sent = this.edits;
    this.refresh();
    this.rows.grid.select(place.row, place.column);
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
    if (row >= 0) this.rows.grid.select(row, Math.max(0, column));
    this.rows.grid.focus();
  }

  focusTest(key: string): void {
    const test = this.set_.tests.find(t => t.key === key);
    if (!test) return;
    this.open(test.decision, 'tests');
    this.rows.grid.select(Math.max(0, this.tests.findIndex(t => t.key === key)), 0);
    this.rows.grid.focus();
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
    this.rows.grid.select(this.rows.count - 1, 0);
  }

  focusGrid(): void { this.rows.grid.focus(); }
  dispose(): void { this.asking.stop(); }
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
