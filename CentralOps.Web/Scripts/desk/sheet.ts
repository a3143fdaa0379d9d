import { openSheet } from '../_desk/_dialogs';
import { Draft } from '../_desk/_drafts';
import { caretAfter, guide, type FieldShape } from '../_desk/_guides';
import { listenForKeys, type KeyAction } from '../_desk/_keys';
import { jumpToOpen, openPlaces } from '../_desk/_open';
import { clickAsKey, part, say, showSending, type Panel, type Texts } from '../_desk/_panel';
import { Sender, type Host } from '../_desk/_sending';
import { SliceImages } from '../_desk/_slices';

interface SheetSlice extends FieldShape {
  itemId: string;
  url: string;
  /** What the machine read, open where it doubts. */
  reading: string;
}

interface SheetOptions {
  itemId: string;
  draft: string | null;
  cells: readonly SheetSlice[];
  keys: Readonly<Record<string, string>>;
  texts: Texts;
}

type State = 'right' | 'typed' | 'illegible' | 'blank';

/** One slice on the sheet. `right` = the reading is confirmed by sending the sheet; `typed` = it has a box of its own. */
interface Cell {
  slice: SheetSlice;
  element: HTMLElement;
  box: HTMLInputElement;
  state: State;
  shown: boolean;
  doubted: string | null;
}

/** Group mode: many slices of one type, the machine's reading under each. Pick out the wrong ones and key only those. */
export function mount(root: HTMLElement, host: Host, options: SheetOptions): Panel<SheetOptions> {
  const images = new SliceImages();
  const sender = new Sender(host, (state, message) => showSending(root, options.texts, state, message));
  const draft = new Draft<Record<string, { state: State; text: string }>>(host, options.itemId);
  const started = performance.now();
  const place = part(root, 'cells');
  const text = (key: string) => options.texts[key] ?? key;

  const advice = (cell: Cell) => guide(cell.slice, cell.state === 'right' ? cell.slice.reading : cell.box.value);
  const unfinished = (cell: Cell) => !cell.shown || cell.state === 'typed' && (advice(cell).value === '' || advice(cell).doubt === 'open' || advice(cell).doubt !== null && cell.doubted !== advice(cell).value);

  const paint = (cell: Cell) => {
    const { element } = cell;
    element.dataset.state = cell.state === 'right' ? 'right' : unfinished(cell) ? 'open' : cell.state;
    part(element, 'reading').textContent = cell.state === 'right' ? guide(cell.slice, cell.slice.reading).shown : cell.state === 'typed' ? '' : text(cell.state);
    cell.box.hidden = cell.state !== 'typed';
    const doubt = cell.state === 'typed' ? advice(cell).doubt : null;
    part(element, 'hint').textContent = cell.state !== 'typed' ? '' : doubt ? text(`doubt.${doubt}`) : advice(cell).echo;
    part(element, 'hint').dataset.tone = doubt ? 'due' : 'ok';
    part(root, 'left').textContent = String(cells.filter(unfinished).length);
  };
  const keep = () => draft.keep(Object.fromEntries(cells.filter(c => c.state !== 'right').map(c => [c.slice.itemId, { state: c.state, text: c.box.value }])));
  const become = (cell: Cell, state: State, value = '') => {
    cell.state = state;
    cell.doubted = null;
    cell.box.value = guide(cell.slice, value).shown;
    paint(cell);
    keep();
    if (state === 'typed') {
      cell.box.focus();
      jumpToOpen(cell.box);
    } else {
      cell.element.focus();
    }
  };
  const current = () => cells.find(c => c.element.contains(document.activeElement)) ?? cells[0];
  const go = (by: number) => {
    const at = cells.indexOf(current()!) + by;
    if (cells[at]) focus(cells[at]);
  };
  const focus = (cell: Cell) => {
    if (cell.state === 'typed') {
      cell.box.focus();
      jumpToOpen(cell.box);
    } else {
      cell.element.focus();
    }
  };

  const cells: Cell[] = options.cells.map((slice, index) => {
    const element = document.createElement('div');
    element.className = 'sheet-cell';
    element.dataset.cell = slice.itemId;
    element.tabIndex = 0;
    element.setAttribute('role', 'group');
    const picture = document.createElement('img');
    picture.alt = '';
    picture.draggable = false;
    const line = document.createElement('div');
    line.className = 'sheet-line';
    const number = document.createElement('span');
    number.className = 'sheet-number';
    number.textContent = String(index + 1);
    const reading = document.createElement('output');
    reading.dataset.role = 'reading';
    const box = document.createElement('input');
    box.autocomplete = 'off';
    box.spellcheck = false;
    box.maxLength = 200;
    box.className = 'input';
    box.setAttribute('aria-label', String(index + 1));
    const hint = document.createElement('span');
    hint.className = 'sheet-hint';
    hint.dataset.role = 'hint';
    line.append(number, reading, box);
    element.append(picture, line, hint);
    const cell: Cell = { slice, element, box, state: openPlaces(slice.reading) > 0 ? 'typed' : 'right', shown: false, doubted: null };
    if (cell.state === 'typed') box.value = guide(slice, slice.reading).shown;
    let holes = openPlaces(box.value);
    const typed = (event: Event) => {
      if ((event as InputEvent).isComposing) return;
      const before = box.value;
      const shown = guide(slice, before).shown;
      if (shown !== before) {
        const caret = caretAfter(before, box.selectionStart ?? before.length, shown);
        box.value = shown;
        box.setSelectionRange(caret, caret);
      }
      if (openPlaces(shown) < holes) jumpToOpen(box, box.selectionStart ?? 0);
      holes = openPlaces(shown);
      paint(cell);
      keep();
    };
    box.addEventListener('input', typed);
    box.addEventListener('compositionend', typed);
    element.addEventListener('click', event => { if (event.target !== box && cell.state === 'right') become(cell, 'typed'); });
    images.load(slice.url).then(address => {
      picture.src = address;
      cell.shown = true;
      paint(cell);
    }, () => { part(element, 'hint').textContent = text('no-image'); });
    return cell;
  });

  const next = () => {
    const cell = current();
    if (cell?.state === 'typed') {
      const said = advice(cell);
      if (said.value === '' || said.doubt === 'open') return void jumpToOpen(cell.box);
      if (said.doubt && cell.doubted !== said.value) {
        cell.doubted = said.value;
        say(root, text('again'));
        paint(cell);
        return;
      }
    }
    say(root, '');
    const at = cells.indexOf(cell!);
    const open = [...cells.slice(at + 1), ...cells.slice(0, at + 1)].find(unfinished);
    if (open) focus(open);
    else go(1);
  };
  const send = async () => {
    const open = cells.find(unfinished);
    if (open) {
      say(root, text('unfinished'));
      return focus(open);
    }
    const milliseconds = Math.round((performance.now() - started) / cells.length);
    const ok = await sender.send('SheetKeyed', cells.map(c => ({
      itemId: c.slice.itemId, milliseconds, illegible: c.state === 'illegible', value: c.state === 'illegible' ? null : c.state === 'blank' ? '' : advice(c).value,
    })));
    if (ok) draft.clear();
  };
  const wrong = () => {
    const cell = current();
    if (cell && cell.state !== 'typed') become(cell, 'typed');
  };
  const key = options.keys;
  const actions: Record<string, KeyAction> = {
    ArrowLeft: () => go(-1), ArrowRight: () => go(1), ArrowUp: () => go(-3), ArrowDown: () => go(3),
    ' ': wrong, Space: wrong,
    Enter: next, NumpadEnter: next, 'Ctrl+Enter': () => void send(),
    Escape: () => { const cell = current(); if (cell) become(cell, openPlaces(cell.slice.reading) > 0 ? 'typed' : 'right', cell.slice.reading); },
    F1: () => openSheet(root), '?': () => openSheet(root),
    [key['illegible']!]: () => { const cell = current(); if (cell) become(cell, 'illegible'); },
    [key['blank']!]: () => { const cell = current(); if (cell) become(cell, 'blank'); },
    [key['contrast']!]: () => void place.classList.toggle('contrast'),
    [key['sheet']!]: () => void host.invokeMethodAsync('CloseSheet').catch(() => undefined),
  };
  // Inside a box the arrows left and right and the blank are the box's own.
  const inBox = (name: string) => name !== 'ArrowLeft' && name !== 'ArrowRight' && name !== ' ';
  const endings = [
    listenForKeys(document, () => document.activeElement instanceof HTMLInputElement ? Object.fromEntries(Object.entries(actions).filter(([name]) => inBox(name))) : actions),
    clickAsKey(root, () => actions),
  ];

  place.replaceChildren(...cells.map(c => c.element));
  const kept = draft.load(options.draft) ?? {};
  for (const cell of cells) {
    const before = kept[cell.slice.itemId];
    if (before) [cell.state, cell.box.value] = [before.state, before.text];
    paint(cell);
  }
  root.dataset.item = options.itemId;
  focus(cells.find(unfinished) ?? cells[0]!);
  return {
    show: () => undefined,
    dispose: () => { sender.dispose(); draft.stop(); images.keep([]); endings.forEach(end => end()); },
  };
}
