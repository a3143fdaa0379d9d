/** Rows of texts and what can be done with them; nothing is changed in place, so that every earlier state can be shown again. */
export interface SheetRow { readonly key: string; readonly cells: readonly string[] }
export interface CellEdit { readonly row: number; readonly column: number; readonly text: string }

export function setCells<R extends SheetRow>(rows: readonly R[], edits: readonly CellEdit[]): readonly R[] {
  const changed = rows.slice();
  for (const { row, column, text } of edits) {
    const old = changed[row];
    if (!old || old.cells[column] === text) continue;
    const cells = old === rows[row] ? old.cells.slice() : (old.cells as string[]);
    cells[column] = text;
    changed[row] = old === rows[row] ? { ...old, cells } : old;
  }
  return changed;
}

export function insertRows<R extends SheetRow>(rows: readonly R[], at: number, fresh: readonly R[]): readonly R[] {
  return [...rows.slice(0, at), ...fresh, ...rows.slice(at)];
}

export function removeRows<R extends SheetRow>(rows: readonly R[], from: number, to: number): readonly R[] {
  return [...rows.slice(0, from), ...rows.slice(to + 1)];
}

/** Moves a block up (-1) or down (1) by one; the same rows when it is at the border. */
export function moveRows<R extends SheetRow>(rows: readonly R[], from: number, to: number, by: -1 | 1): readonly R[] {
  if (from + by < 0 || to + by >= rows.length) return rows;
  const changed = rows.slice();
  const block = changed.splice(from, to - from + 1);
  changed.splice(from + by, 0, ...block);
  return changed;
}

/** A range of a spreadsheet as the clipboard holds it: tabs, line ends, and quotes where a cell holds either. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const end = () => { rows[rows.length - 1]!.push(cell); cell = ''; };
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') { cell += '"'; i++; }
      else quoted = false;
    } else if (c === '"' && cell === '' && closes(text, i)) quoted = true;
    else if (c === '\t') end();
    else if (c === '\n' || c === '\r') {
      if (c === '\r' && text[i + 1] === '\n') i++;
      end();
      rows.push([]);
    } else cell += c;
  }
  end();
  // The line end behind the last row is no row.
  const last = rows[rows.length - 1]!;
  if (rows.length > 1 && last.length === 1 && last[0] === '') rows.pop();
  return rows;
}

// A spreadsheet quotes whole cells; FEEL's own texts ("a", "b") begin with a quote too but go on behind the closing one.
function closes(text: string, at: number): boolean {
  let special = false;
  for (let i = at + 1; i < text.length; i++) {
    const c = text[i];
    if (c === '"') {
      if (text[i + 1] === '"') { special = true; i++; continue; }
      const next = text[i + 1];
      return special && (next === undefined || next === '\t' || next === '\n' || next === '\r');
    }
    if (c === '\n' || c === '\t') special = true;
  }
  return false;
}

export function toTsv(cells: readonly (readonly string[])[]): string {
  return cells.map(row => row.map(cell => (/[\t\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')).join('\n');
}

/** What was meant by a text in a column with known values: their words, or the value without its quotes; figures without their thousands. */
export function meant(text: string, type: string, choices: readonly { text: string; label: string }[]): string {
  const plain = text.trim();
  if (plain === '') return plain;
  const known = choices.find(c => c.text === plain || c.text === `"${plain}"` || c.label === plain);
  if (known) return known.text;
  if (type === 'number' && /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) return plain.replaceAll(',', '');
  return plain;
}

/** Undo and redo over states that are never changed in place. */
export class History<T> {
  private past: T[] = [];
  private future: T[] = [];

  constructor(private now: T, private readonly most = 300) {}

  get present(): T { return this.now; }
  get canUndo(): boolean { return this.past.length > 0; }
  get canRedo(): boolean { return this.future.length > 0; }

  do(next: T): void {
    if (next === this.now) return;
    this.past.push(this.now);
    if (this.past.length > this.most) this.past.shift();
    this.future = [];
    this.now = next;
  }

  /** Puts a state in place of the present one without a step of its own. */
  amend(next: T): void { this.now = next; }

  /** Begins anew: what was before cannot come back. */
  reset(next: T): void {
    [this.past, this.future] = [[], []];
    this.now = next;
  }

  undo(): void {
    const last = this.past.pop();
    if (last === undefined) return;
    this.future.push(this.now);
    this.now = last;
  }

  redo(): void {
    const next = this.future.pop();
    if (next === undefined) return;
    this.past.push(this.now);
    this.now = next;
  }
}
