import { parseTsv, toTsv, type CellEdit, type SheetRow } from './_sheet';
import type { Choice } from './_model';

/** A column of the grid. */
export interface Column {
  readonly key: string;
  readonly title: string;
  readonly sub: string;
  readonly kind: 'in' | 'out' | 'note' | 'name' | 'result';
  readonly type: string;
  readonly choices: readonly Choice[];
  readonly fixed?: boolean;
}

export interface Mark { readonly kind: 'bad' | 'doubt' | 'good'; readonly text: string }

/** What the grid asks of whoever owns the rows. */
export interface Owner {
  set(edits: readonly CellEdit[], more: number): void;
  insert(at: number): void;
  duplicate(from: number, to: number): void;
  remove(from: number, to: number): void;
  move(from: number, to: number, by: -1 | 1): void;
  undo(): void;
  redo(): void;
  picked(row: number, column: number): void;
  accept(): void;
}

const rowHeight = 30;
const spare = 10; // rows above and below what is seen
const widest = 300;

/** A grid of texts for very many rows: only what is seen is in the page. */
export class Grid {
  private columns: readonly Column[] = [];
  private rows: readonly SheetRow[] = [];
  private marks: ReadonlyMap<string, Mark> = new Map();
  private rowMarks: ReadonlyMap<number, Mark> = new Map();
  private active = { row: 0, column: 0 };
  private anchor = { row: 0, column: 0 };
  private editing: { box: HTMLElement; input: HTMLInputElement; row: number; column: number; list: HTMLElement; at: number } | undefined;
  private leaving = false;
  private readonly shown = new Map<number, HTMLElement>();
  private readonly head = document.createElement('div');
  private readonly body = document.createElement('div');
  private frame = 0;

  constructor(readonly root: HTMLElement, private readonly owner: Owner, label: string) {
    root.classList.add('rg');
    root.tabIndex = 0;
    root.setAttribute('role', 'grid');
    root.setAttribute('aria-label', label);
    this.head.className = 'rg-head';
    this.head.setAttribute('role', 'row');
    this.body.className = 'rg-body';
    this.body.setAttribute('role', 'rowgroup');
    root.replaceChildren(this.head, this.body);
    root.addEventListener('scroll', () => this.soon(), { passive: true });
    root.addEventListener('keydown', e => this.key(e));
    root.addEventListener('mousedown', e => this.press(e));
    root.addEventListener('dblclick', e => { if (this.placeOf(e.target)) this.edit(); });
    root.addEventListener('copy', e => this.copy(e, false));
    root.addEventListener('cut', e => this.copy(e, true));
    root.addEventListener('paste', e => this.paste(e));
  }

  get selection() {
    const [top, bottom] = [Math.min(this.active.row, this.anchor.row), Math.max(this.active.row, this.anchor.row)];
    const [left, right] = [Math.min(this.active.column, this.anchor.column), Math.max(this.active.column, this.anchor.column)];
    return { top, bottom, left, right, row: this.active.row, column: this.active.column };
  }

  show(columns: readonly Column[], rows: readonly SheetRow[]): void {
    this.stop(false);
    const other = columns.length !== this.columns.length || columns.some((c, i) => c !== this.columns[i]);
    [this.columns, this.rows] = [columns, rows];
    if (other) this.header();
    this.root.setAttribute('aria-rowcount', String(rows.length + 1));
    this.root.setAttribute('aria-colcount', String(columns.length + 1));
    this.body.style.height = `${rows.length * rowHeight}px`;
    this.active = this.within(this.active);
    this.anchor = this.within(this.anchor);
    for (const row of this.shown.values()) row.remove();
    this.shown.clear();
    this.draw();
  }

  mark(marks: ReadonlyMap<string, Mark>, rowMarks: ReadonlyMap<number, Mark>): void {
    [this.marks, this.rowMarks] = [marks, rowMarks];
    for (const [index, row] of this.shown) this.fill(row, index);
    this.paint();
  }

  select(row: number, column: number, extend = false, look = true): void {
    this.active = this.within({ row, column });
    if (!extend) this.anchor = this.active;
    if (look) this.reveal();
    this.draw();
    this.owner.picked(this.active.row, this.active.column);
  }

  selectRows(from: number, to: number): void {
    this.anchor = this.within({ row: from, column: 0 });
    this.active = this.within({ row: to, column: this.columns.length - 1 });
    this.draw();
    this.owner.picked(this.active.row, this.active.column);
  }

  focus(): void { this.root.focus({ preventScroll: true }); }

  /** Takes what is being typed in as typed. */
  finish(): void { this.stop(true); }

  private within(place: { row: number; column: number }) {
    return { row: Math.max(0, Math.min(this.rows.length - 1, place.row)), column: Math.max(0, Math.min(this.columns.length - 1, place.column)) };
  }

  private header(): void {
    const sample = this.rows.slice(0, 300);
    const widths = this.columns.map((c, i) => {
      const longest = Math.max(wide(c.title), Math.min(20, wide(c.sub) * 0.8), ...sample.map(r => wide(r.cells[i] ?? '')));
      return Math.round(Math.max(72, Math.min(widest, longest * 7 + 22)));
    });
    this.root.style.setProperty('--rg-columns', `46px ${widths.map((w, i) => (i === widths.length - 1 ? `minmax(${w}px, 1fr)` : `${w}px`)).join(' ')}`);
    this.root.style.setProperty('--rg-width', `${46 + widths.reduce((a, b) => a + b, 0)}px`);
    const corner = cell('rg-corner', '#', 'columnheader');
    this.head.replaceChildren(corner, ...this.columns.map((c, i) => {
      const made = cell(`rg-th ${c.kind}${this.startsGroup(i) ? ' first' : ''}`, '', 'columnheader');
      made.dataset['column'] = String(i);
      const title = document.createElement('b');
      title.textContent = c.title;
      const sub = document.createElement('span');
      sub.textContent = c.sub;
      made.append(title, sub);
      made.title = `${c.title}\n${c.sub}`;
      return made;
    }));
  }

  private startsGroup(i: number): boolean { return i > 0 && this.columns[i]!.kind !== this.columns[i - 1]!.kind; }

  private soon(): void {
    if (!this.frame) this.frame = requestAnimationFrame(() => { this.frame = 0; this.draw(); });
  }

  private draw(): void {
    const top = this.root.scrollTop;
    const first = Math.max(0, Math.floor(top / rowHeight) - spare);
    const last = Math.min(this.rows.length - 1, Math.ceil((top + this.root.clientHeight) / rowHeight) + spare);
    for (const [index, row] of this.shown) {
      if (index >= first && index <= last) continue;
      if (this.editing?.row === index) continue; // stays while somebody types in it
      row.remove();
      this.shown.delete(index);
    }
    for (let index = first; index <= last; index++) {
      if (this.shown.has(index)) continue;
      const row = document.createElement('div');
      row.className = 'rg-row';
      row.setAttribute('role', 'row');
      row.setAttribute('aria-rowindex', String(index + 2));
      row.style.transform = `translateY(${index * rowHeight}px)`;
      row.append(cell('rg-no', String(index + 1), 'rowheader'), ...this.columns.map((c, i) => {
        const made = cell('', '', 'gridcell');
        made.id = `rg-${index}-${i}`;
        made.dataset['kind'] = `${c.kind}${this.startsGroup(i) ? ' first' : ''}`;
        return made;
      }));
      this.fill(row, index);
      this.shown.set(index, row);
      this.body.append(row);
    }
    this.paint();
  }

  private fill(row: HTMLElement, index: number): void {
    const data = this.rows[index];
    if (!data) return;
    const no = row.firstElementChild as HTMLElement;
    const rowMark = this.rowMarks.get(index);
    no.className = `rg-no ${rowMark?.kind ?? ''}`;
    no.title = rowMark?.text ?? '';
    for (let i = 0; i < this.columns.length; i++) {
      const box = row.children[i + 1] as HTMLElement;
      if (this.editing?.box === box) continue;
      const text = data.cells[i] ?? '';
      const mark = this.marks.get(`${data.key}|${i}`);
      box.className = `rg-cell ${box.dataset['kind']} ${mark?.kind ?? ''}`;
      if (box.textContent !== text) box.textContent = text;
      box.title = mark?.text ?? (text.length > 24 ? text : '');
      if (mark && mark.kind !== 'good') box.setAttribute('aria-invalid', mark.kind === 'bad' ? 'true' : 'grammar');
      else box.removeAttribute('aria-invalid');
    }
  }

  private paint(): void {
    const { top, bottom, left, right } = this.selection;
    const many = top !== bottom || left !== right;
    for (const [index, row] of this.shown) {
      const inRows = index >= top && index <= bottom;
      (row.firstElementChild as HTMLElement).classList.toggle('on', inRows && this.rows.length > 0);
      for (let i = 0; i < this.columns.length; i++) {
        const box = row.children[i + 1] as HTMLElement;
        box.classList.toggle('active', index === this.active.row && i === this.active.column);
        box.classList.toggle('on', many && inRows && i >= left && i <= right);
      }
    }
    this.root.setAttribute('aria-activedescendant', `rg-${this.active.row}-${this.active.column}`);
  }

  private reveal(): void {
    const [y, view] = [this.active.row * rowHeight, this.root.clientHeight - this.head.offsetHeight];
    if (y < this.root.scrollTop) this.root.scrollTop = y;
    else if (y + rowHeight > this.root.scrollTop + view - 4) this.root.scrollTop = y + rowHeight - view + 16;
    const title = this.head.children[this.active.column + 1] as HTMLElement | undefined;
    if (!title) return;
    const [x, w] = [title.offsetLeft, title.offsetWidth];
    if (x - 46 < this.root.scrollLeft) this.root.scrollLeft = x - 46;
    else if (x + w > this.root.scrollLeft + this.root.clientWidth) this.root.scrollLeft = x + w - this.root.clientWidth;
  }

  private placeOf(target: EventTarget | null): { row: number; column: number } | undefined {
    const box = (target as HTMLElement | null)?.closest?.('.rg-cell');
    const place = box?.id.split('-');
    return place ? { row: Number(place[1]), column: Number(place[2]) } : undefined;
  }

  private press(event: MouseEvent): void {
    if (this.editing && (this.editing.box.contains(event.target as Node) || this.editing.list.contains(event.target as Node))) return;
    this.stop(true);
    const target = event.target as HTMLElement;
    const number = target.closest('.rg-no');
    if (number) {
      const row = Number(number.textContent) - 1;
      this.selectRows(event.shiftKey ? this.anchor.row : row, row);
      return;
    }
    const header = target.closest<HTMLElement>('.rg-th');
    if (header) {
      this.select(this.active.row, Number(header.dataset['column']), false, false);
      return;
    }
    const place = this.placeOf(target);
    if (!place) return;
    this.select(place.row, place.column, event.shiftKey, false);
    const drag = (move: MouseEvent) => { const over = this.placeOf(move.target); if (over) this.select(over.row, over.column, true, false); };
    window.addEventListener('mousemove', drag);
    window.addEventListener('mouseup', () => window.removeEventListener('mousemove', drag), { once: true });
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (this.editing) return this.editKey(event);
    const ctrl = event.ctrlKey || event.metaKey;
    const { top, bottom, left, right } = this.selection;
    const { row, column } = this.active;
    const page = Math.max(1, Math.floor((this.root.clientHeight - this.head.offsetHeight) / rowHeight) - 1);
    const end = { row: this.rows.length - 1, column: this.columns.length - 1 };
    const go = (r: number, c: number) => this.select(r, c, event.shiftKey);
    const leaving = this.leaving;
    this.leaving = false;
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) this.owner.move(top, bottom, event.key === 'ArrowUp' ? -1 : 1);
    else if (event.altKey && event.key === 'Enter') this.owner.accept();
    else if (event.altKey) return;
    else if (ctrl && (event.key === 'Delete' || event.key === 'Backspace')) this.owner.remove(top, bottom);
    else if (ctrl && event.key === 'Enter') this.owner.insert(row + 1);
    else if (ctrl) {
      switch (event.key.toLowerCase()) {
        case 'z': event.shiftKey ? this.owner.redo() : this.owner.undo(); break;
        case 'y': this.owner.redo(); break;
        case 'd': this.owner.duplicate(top, bottom); break;
        case 'a': this.anchor = { row: 0, column: 0 }; this.select(end.row, end.column, true, false); break;
        case 'home': go(0, 0); break;
        case 'end': go(end.row, end.column); break;
        case 'arrowup': go(0, column); break;
        case 'arrowdown': go(end.row, column); break;
        case 'arrowleft': go(row, 0); break;
        case 'arrowright': go(row, end.column); break;
        default: return; // the browser's own: copy, paste, find …
      }
    } else {
      switch (event.key) {
        case 'ArrowUp': go(row - 1, column); break;
        case 'ArrowDown': go(row + 1, column); break;
        case 'ArrowLeft': go(row, column - 1); break;
        case 'ArrowRight': go(row, column + 1); break;
        case 'PageUp': go(row - page, column); break;
        case 'PageDown': go(row + page, column); break;
        case 'Home': go(row, 0); break;
        case 'End': go(row, end.column); break;
        case 'Enter': case 'F2': this.edit(); break;
        case 'Insert': this.owner.insert(row + 1); break;
        case 'Delete': case 'Backspace': this.clear(top, bottom, left, right); break;
        case 'Escape': this.leaving = true; return; // the next Tab leaves the grid
        case 'Tab': {
          if (leaving) return;
          const next = row * this.columns.length + column + (event.shiftKey ? -1 : 1);
          if (next < 0 || next >= this.rows.length * this.columns.length) return;
          this.select(Math.floor(next / this.columns.length), next % this.columns.length);
          break;
        }
        default:
          if (event.key.length !== 1) return;
          this.edit(event.key);
      }
    }
    event.preventDefault();
  }

  private clear(top: number, bottom: number, left: number, right: number): void {
    const edits: CellEdit[] = [];
    for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) {
      if (!this.columns[column]!.fixed) edits.push({ row, column, text: this.columns[column]!.kind === 'in' ? '-' : '' });
    }
    this.owner.set(edits, 0);
  }

  private edit(typed?: string): void {
    const { row, column } = this.active;
    const about = this.columns[column];
    if (!about || about.fixed || !this.rows[row]) return;
    this.reveal();
    this.draw();
    const box = this.shown.get(row)?.children[column + 1] as HTMLElement | undefined;
    if (!box) return;
    const input = document.createElement('input');
    input.className = 'rg-input';
    input.spellcheck = false;
    input.autocomplete = 'off';
    input.value = typed ?? this.rows[row]!.cells[column] ?? '';
    input.setAttribute('aria-label', about.title);
    const list = document.createElement('div');
    list.className = 'rg-choices';
    list.setAttribute('role', 'listbox');
    box.textContent = '';
    box.classList.add('editing');
    box.append(input);
    this.editing = { box, input, row, column, list, at: -1 };
    input.addEventListener('input', () => this.propose());
    input.addEventListener('blur', () => this.stop(true));
    for (const kind of ['copy', 'cut', 'paste'] as const) input.addEventListener(kind, e => e.stopPropagation());
    input.focus();
    if (typed === undefined) input.select();
    if (about.choices.length > 0) this.propose();
  }

  private propose(): void {
    const editing = this.editing;
    if (!editing) return;
    const choices = this.columns[editing.column]!.choices;
    const typed = editing.input.value.trim().toLowerCase();
    const whole = typed === (this.rows[editing.row]!.cells[editing.column] ?? '').trim().toLowerCase();
    const fitting = choices.filter(c => whole || typed === '' || typed === '-' || c.text.toLowerCase().includes(typed) || c.label.toLowerCase().includes(typed)).slice(0, 12);
    editing.at = -1;
    editing.list.replaceChildren(...fitting.map(c => {
      const made = document.createElement('div');
      made.setAttribute('role', 'option');
      const text = document.createElement('code');
      text.textContent = c.text;
      made.append(text, c.label === c.text ? '' : ` ${c.label}`);
      made.dataset['text'] = c.text;
      made.addEventListener('mousedown', e => { e.preventDefault(); editing.input.value = c.text; this.stop(true); this.focus(); });
      return made;
    }));
    if (fitting.length === 0) return editing.list.remove();
    const place = editing.box.getBoundingClientRect();
    editing.list.style.left = `${place.left}px`;
    editing.list.style.top = `${place.bottom + 2}px`;
    if (!editing.list.isConnected) document.body.append(editing.list);
  }

  private editKey(event: KeyboardEvent): void {
    const editing = this.editing!;
    const options = [...editing.list.children] as HTMLElement[];
    switch (event.key) {
      case 'ArrowDown': case 'ArrowUp': {
        if (!editing.list.isConnected || options.length === 0) return;
        editing.at = (editing.at + (event.key === 'ArrowDown' ? 1 : options.length) + options.length) % options.length;
        options.forEach((o, i) => o.setAttribute('aria-selected', String(i === editing.at)));
        editing.input.value = options[editing.at]!.dataset['text'] ?? '';
        break;
      }
      case 'Enter': { const { row, column } = editing; this.stop(true); this.focus(); this.select(row + 1, column); break; }
      case 'Tab': {
        const next = editing.row * this.columns.length + editing.column + (event.shiftKey ? -1 : 1);
        this.stop(true);
        this.focus();
        if (next >= 0 && next < this.rows.length * this.columns.length) this.select(Math.floor(next / this.columns.length), next % this.columns.length);
        break;
      }
      case 'Escape': this.stop(false); this.focus(); break;
      default:
        event.stopPropagation();
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private stop(keep: boolean): void {
    const editing = this.editing;
    if (!editing) return;
    this.editing = undefined;
    editing.list.remove();
    editing.box.classList.remove('editing');
    editing.input.remove();
    const row = this.shown.get(editing.row);
    if (row) this.fill(row, editing.row);
    if (keep && editing.input.value !== (this.rows[editing.row]?.cells[editing.column] ?? '')) this.owner.set([{ row: editing.row, column: editing.column, text: editing.input.value }], 0);
    else this.paint();
  }

  private copy(event: ClipboardEvent, cut: boolean): void {
    if (this.editing) return;
    const { top, bottom, left, right } = this.selection;
    event.clipboardData?.setData('text/plain', toTsv(this.rows.slice(top, bottom + 1).map(r => r.cells.slice(left, right + 1))));
    event.preventDefault();
    if (cut) this.clear(top, bottom, left, right);
  }

  private paste(event: ClipboardEvent): void {
    if (this.editing) return;
    event.preventDefault();
    const cells = parseTsv(event.clipboardData?.getData('text/plain') ?? '');
    const { top, left } = this.selection;
    const edits: CellEdit[] = [];
    cells.forEach((line, r) => line.forEach((text, c) => {
      if (left + c < this.columns.length && !this.columns[left + c]!.fixed) edits.push({ row: top + r, column: left + c, text });
    }));
    const wide = Math.max(...cells.map(c => c.length));
    this.owner.set(edits, Math.max(0, top + cells.length - this.rows.length));
    this.anchor = this.within({ row: top, column: left });
    this.select(top + cells.length - 1, left + wide - 1, true);
  }
}

function cell(name: string, text: string, role: string): HTMLElement {
  const made = document.createElement('div');
  made.className = name;
  made.textContent = text;
  made.setAttribute('role', role);
  return made;
}

// Chinese characters are twice as wide.
function wide(text: string): number {
  let width = 0;
  for (const c of text) width += c.charCodeAt(0) > 0x2e80 ? 1.9 : 1;
  return width;
}
