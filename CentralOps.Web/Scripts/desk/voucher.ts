import { openSheet, VerbDialogs } from '../_desk/_dialogs';
import { Draft } from '../_desk/_drafts';
import { caretAfter, guide, type FieldShape } from '../_desk/_guides';
import { listenForKeys, type KeyAction } from '../_desk/_keys';
import { jumpToOpen, openPlaces } from '../_desk/_open';
import { clickAsKey, part, say, showSending, type Panel, type Texts } from '../_desk/_panel';
import { Sender, type Host } from '../_desk/_sending';
import { PageViewer, type PageImage } from '../_desk/_viewer';

interface VoucherField extends FieldShape {
  code: string;
  proposal: string | null;
  quad: readonly number[] | null;
}

interface VoucherOptions {
  itemId: string;
  draft: string | null;
  page: PageImage;
  fields: readonly VoucherField[];
  keys: Readonly<Record<string, string>>;
  texts: Texts;
}

type State = 'open' | 'done' | 'illegible' | 'blank';

interface Row {
  field: VoucherField;
  element: HTMLElement;
  box: HTMLInputElement;
  state: State;
  doubted: string | null;
  holes: number;
  milliseconds: number;
}

const marks: Record<State, string> = { open: '○', done: '●', illegible: '?', blank: '–' };

/** Whole-voucher desk: the image follows the field; Enter confirms a field and goes to the next unconfirmed one. All values are sent together. */
export function mount(root: HTMLElement, host: Host, options: VoucherOptions): Panel<VoucherOptions> {
  const viewer = new PageViewer(part(root, 'viewer'), [options.page], () => undefined);
  const sender = new Sender(host, (state, message) => showSending(root, options.texts, state, message));
  const dialogs = new VerbDialogs(root, sender);
  const draft = new Draft<Record<string, { state: State; text: string }>>(host, options.itemId);
  const text = (key: string) => options.texts[key] ?? key;
  let since = performance.now();

  const rows: Row[] = options.fields.map(field => {
    const element = root.querySelector<HTMLElement>(`[data-row="${CSS.escape(field.code)}"]`)!;
    return { field, element, box: element.querySelector('input')!, state: 'open', doubted: null, holes: 0, milliseconds: 0 };
  });
  const rowOf = (target: EventTarget | null) => rows.find(r => target instanceof Node && r.element.contains(target));
  const current = () => rowOf(document.activeElement) ?? rows[0];
  const advice = (row: Row) => guide(row.field, row.box.value);

  const paint = (row: Row) => {
    row.element.dataset.state = row.state;
    part(row.element, 'mark').textContent = marks[row.state];
    const said = advice(row);
    const doubt = row.state === 'open' && (said.value !== '' || said.doubt === 'open') ? said.doubt : null;
    const echo = part(row.element, 'echo');
    echo.textContent = row.state === 'illegible' || row.state === 'blank' ? text(row.state) : doubt ? `▲ ${text(`doubt.${doubt}`)}` : said.echo;
    echo.dataset.tone = doubt ? 'due' : 'ok';
  };
  const keep = () => draft.keep(Object.fromEntries(rows.map(r => [r.field.code, { state: r.state, text: r.box.value }])));
  const settle = (row: Row, state: State) => {
    row.state = state;
    if (state === 'illegible' || state === 'blank') row.box.value = '';
    paint(row);
    keep();
    if (state === 'open') return;
    const at = rows.indexOf(row);
    const next = [...rows.slice(at + 1), ...rows.slice(0, at)].find(r => r.state === 'open');
    if (next) next.box.focus();
    else root.querySelector<HTMLElement>('.key-bar .btn-primary')?.focus();
  };
  const confirm = () => {
    const row = current();
    if (!row) return;
    const said = advice(row);
    if (said.doubt === 'open') {
      say(root, text('doubt.open'));
      return void jumpToOpen(row.box);
    }
    if (row.state === 'illegible' || row.state === 'blank') return settle(row, row.state);
    if (said.value === '') return say(root, text('empty'));
    if (said.doubt && row.doubted !== said.value) {
      row.doubted = said.value;
      return say(root, text('again'));
    }
    say(root, '');
    settle(row, 'done');
  };
  const send = async () => {
    const open = rows.find(r => r.state === 'open');
    if (open) {
      say(root, text('unfinished'));
      return open.box.focus();
    }
    spend();
    const ok = await sender.send('VoucherKeyed', rows.map(r => ({
      code: r.field.code, illegible: r.state === 'illegible', value: r.state === 'illegible' ? null : r.state === 'blank' ? '' : advice(r).value, milliseconds: Math.round(r.milliseconds),
    })));
    if (ok) draft.clear();
  };
  const go = (by: number) => rows[rows.indexOf(current()!) + by]?.box.focus();
  const spend = () => {
    const row = current();
    const now = performance.now();
    if (row) row.milliseconds += now - since;
    since = now;
  };

  const key = options.keys;
  const actions: Record<string, KeyAction> = {
    Enter: confirm, NumpadEnter: confirm, 'Ctrl+Enter': () => void send(), ArrowDown: () => go(1), ArrowUp: () => go(-1),
    F1: () => openSheet(root), '?': () => openSheet(root),
    [key['illegible']!]: () => { const row = current(); if (row) settle(row, 'illegible'); },
    [key['blank']!]: () => { const row = current(); if (row) settle(row, 'blank'); },
    [key['previous']!]: () => go(-1),
    [key['zoom']!]: () => viewer.zoom(1.4),
    [key['contrast']!]: () => viewer.contrast(),
    [key['rotate']!]: () => viewer.rotate(90),
    [key['report']!]: () => dialogs.open('escalate'),
    [key['aside']!]: () => void sender.send('PutAside', options.itemId),
  };
  const typed = (event: Event) => {
    const row = rowOf(event.target);
    if (!row || (event as InputEvent).isComposing) return;
    const before = row.box.value;
    const { shown } = advice(row);
    if (shown !== before) {
      const caret = caretAfter(before, row.box.selectionStart ?? before.length, shown);
      row.box.value = shown;
      row.box.setSelectionRange(caret, caret);
    }
    if (openPlaces(shown) < row.holes) jumpToOpen(row.box, row.box.selectionStart ?? 0);
    row.holes = openPlaces(shown);
    row.state = 'open';
    paint(row);
    keep();
  };
  const focused = (event: Event) => {
    const row = rowOf(event.target);
    if (!row || event.target !== row.box) return;
    spend();
    rows.forEach(r => r.element.classList.toggle('focused', r === row));
    void viewer.highlight(options.page.id, row.field.quad);
    if (!jumpToOpen(row.box)) row.box.select();
  };
  root.addEventListener('input', typed);
  root.addEventListener('compositionend', typed);
  root.addEventListener('focusin', focused);
  const endings = [listenForKeys(document, () => actions), clickAsKey(root, () => actions)];

  const kept = draft.load(options.draft) ?? {};
  for (const row of rows) {
    const before = kept[row.field.code];
    if (before) [row.state, row.box.value] = [before.state, before.text];
    else row.box.value = guide(row.field, row.field.proposal ?? '').shown;
    row.holes = openPlaces(row.box.value);
    paint(row);
  }
  void viewer.show(options.page.id).then(() => {
    root.dataset.item = options.itemId;
    (rows.find(r => r.state === 'open') ?? rows[0])?.box.focus();
  });
  return {
    show: () => undefined,
    dispose: () => { sender.dispose(); draft.stop(); viewer.dispose(); endings.forEach(end => end()); },
  };
}
