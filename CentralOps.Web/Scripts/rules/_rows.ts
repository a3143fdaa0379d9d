import type { Editor } from './editor';
import { Grid, type Column, type Owner } from './_grid';
import { insertRows, meant, moveRows, removeRows, setCells, type CellEdit, type SheetRow } from './_sheet';
import { findingHere, marks, told } from './_told';
import { columnsOf, emptyRow, testColumns, testOf, testRows } from './_views';

/** The sheet of a decision: its rules, or its test cases. */
export class Rows implements Owner {
  readonly grid: Grid;
  private columns: readonly Column[] = [];

  constructor(private readonly editor: Editor, box: HTMLElement) {
    this.grid = new Grid(box, this, editor.t('grid'));
  }

  get place() { return this.grid.selection; }
  get isRules(): boolean { return this.editor.view.mode === 'rules'; }
  get count(): number { return this.isRules ? this.editor.table?.rules.length ?? 0 : this.editor.tests.length; }

  // ── what the grid asks for ──

  set(edits: readonly CellEdit[], more: number): void {
    const exact = edits.map(e => ({ ...e, text: meant(e.text, this.columns[e.column]?.type ?? '', this.columns[e.column]?.choices ?? []) }));
    this.change(rows => setCells(more > 0 ? insertRows(rows, rows.length, Array.from({ length: more }, () => this.fresh())) : rows, exact));
  }

  insert(at: number): void {
    const to = Math.min(at, this.count);
    this.change(rows => insertRows(rows, to, [this.fresh()]));
    this.grid.select(to, 0);
  }

  duplicate(from: number, to: number): void {
    this.change(rows => insertRows(rows, to + 1, rows.slice(from, to + 1).map(r => ({ key: this.fresh().key, cells: r.cells }))));
    this.grid.selectRows(to + 1, to + 1 + to - from);
  }

  remove(from: number, to: number): void {
    this.change(rows => removeRows(rows, from, to));
    this.grid.select(from, this.place.column);
  }

  move(from: number, to: number, by: -1 | 1): void {
    const before = this.editor.set_;
    this.change(rows => moveRows(rows, from, to, by));
    if (this.editor.set_ !== before) this.grid.selectRows(from + by, to + by);
  }

  undo(): void { this.editor.undo(); }
  redo(): void { this.editor.redo(); }
  picked(): void { this.editor.showPlace(); }

  /** Writes what the server suggests for the active cell. */
  accept(): void {
    const finding = findingHere(this.editor);
    if (finding?.suggestion != null) this.editor.apply(finding.decision, finding.rule, finding.column, finding.suggestion);
  }

  // ── showing ──

  show(): void {
    const { editor } = this;
    const t = (key: string) => editor.t(key);
    const columns = this.isRules ? columnsOf(editor.table!, editor.terms, t) : testColumns(editor.set_, editor.decision!, editor.terms, t);
    if (JSON.stringify(columns) !== JSON.stringify(this.columns)) this.columns = columns;
    this.grid.show(this.columns, this.isRules ? editor.table!.rules : testRows(editor.tests, this.columns, key => told(editor, key)));
  }

  mark(): void {
    const { cells, rows } = marks(this.editor, this.columns);
    this.grid.mark(cells, rows);
  }

  private change(next: (rows: readonly SheetRow[]) => readonly SheetRow[]): void {
    const { editor } = this;
    if (this.isRules) {
      editor.changeTable(table => {
        const rules = next(table.rules);
        return rules === table.rules ? table : { ...table, rules };
      });
      return;
    }
    const part = editor.view.part;
    const old = new Map(editor.tests.map(t => [t.key, t]));
    const rows = next(testRows(editor.tests, this.columns, () => ''));
    const tests = rows.map(r => testOf(r, old.get(r.key) ?? { key: r.key, name: '', decision: part, inputs: {}, expected: {} }, this.columns));
    editor.change({ ...editor.set_, tests: [...editor.set_.tests.filter(t => t.decision !== part), ...tests] });
  }

  private fresh(): SheetRow {
    return this.isRules && this.editor.table ? emptyRow(this.editor.table, this.editor.fresh('rule')) : { key: this.editor.fresh('test'), cells: this.columns.map(() => '') };
  }
}
