import { openSheet, VerbDialogs } from '../_desk/_dialogs';
import { Draft } from '../_desk/_drafts';
import { guide } from '../_desk/_guides';
import { belongsToInputMethod, listenForKeys, type KeyAction } from '../_desk/_keys';
import { clickAsKey, part, say, showSending, type PagesPanel, type Texts } from '../_desk/_panel';
import { Sender, type Host } from '../_desk/_sending';
import { PageViewer, type PageImage } from '../_desk/_viewer';

interface CorrectionField {
  code: string;
  type: string;
  length: number;
  optional: boolean;
  values: readonly string[];
  /** Words of the values of a code list. */
  labels?: Readonly<Record<string, string>>;
  value: string;
  failed: boolean;
  /** Read-only on this screen, or masked: not to be typed in. */
  locked: boolean;
  pageId: string | null;
  quad: readonly number[] | null;
}

interface CorrectionOptions {
  itemId: string;
  draft: string | null;
  pages: readonly PageImage[];
  fields: readonly CorrectionField[];
  texts: Texts;
}

interface CorrectionPanel extends PagesPanel<CorrectionOptions> {
  /** A masked field is shown in full. */
  revealed(code: string, value: string, locked: boolean): void;
}

/** Correction desk: fields with failures first, the image follows the field. Values stay in the browser until all are sent together. */
export function mount(root: HTMLElement, host: Host, options: CorrectionOptions): CorrectionPanel {
  const viewer = new PageViewer(part(root, 'viewer'), options.pages, () => undefined);
  const sender = new Sender(host, (state, message) => showSending(root, options.texts, state, message));
  const dialogs = new VerbDialogs(root, sender, { draw: () => viewer.drawMark(), marked: marks => viewer.setMarks(marks) });
  const draft = new Draft<Record<string, string>>(host, options.itemId);
  const fieldOf = (box: HTMLInputElement) => options.fields.find(f => f.code === box.dataset.field)!;
  const every = () => [...root.querySelectorAll<HTMLInputElement>('input[data-field]')];
  const boxes = () => every().filter(box => !fieldOf(box).locked);
  const hidden = () => options.fields.find(f => f.failed && f.locked && root.querySelector(`[data-reveal="${CSS.escape(f.code)}"]`));
  let confirmed = '';

  const advise = (box: HTMLInputElement) => {
    const field = fieldOf(box);
    const advice = guide(field, box.value);
    const row = box.closest<HTMLElement>('[data-row]')!;
    row.classList.toggle('changed', advice.value !== field.value);
    part(row, 'echo').textContent = advice.doubt ? options.texts[`doubt.${advice.doubt}`] ?? advice.doubt : advice.echo;
    part(row, 'echo').dataset.tone = advice.doubt ? 'due' : 'ok';
    return advice;
  };
  const values = () => Object.fromEntries(boxes().map(box => [box.dataset.field!, guide(fieldOf(box), box.value).value]));
  const send = async () => {
    const unseen = hidden();
    if (unseen) {
      root.querySelector<HTMLElement>(`[data-reveal="${CSS.escape(unseen.code)}"]`)?.focus();
      say(root, options.texts['reveal-first'] ?? '');
      return;
    }
    const all = boxes();
    const wanted = all.filter(box => fieldOf(box).failed || guide(fieldOf(box), box.value).value !== fieldOf(box).value);
    const doubtful = wanted.find(box => advise(box).doubt !== null);
    const state = JSON.stringify(values());
    if (doubtful && confirmed !== state) {
      confirmed = state;
      doubtful.focus();
      say(root, options.texts['again'] ?? '');
      return;
    }
    const result = Object.fromEntries(wanted.map(box => [box.dataset.field!, guide(fieldOf(box), box.value).value]));
    if (await sender.send('Corrected', result)) draft.clear();
  };
  const next = (by: number) => {
    const all = boxes();
    const index = all.indexOf(document.activeElement as HTMLInputElement) + by;
    const settled = by > 0 && all[index - 1] && fieldOf(all[index - 1]!).failed && !all.slice(index).some(box => fieldOf(box).failed);
    if (index >= all.length || settled) part(root, 'send').focus();
    else all[Math.max(index, 0)]?.focus();
  };
  const actions: Record<string, KeyAction> = {
    Enter: () => next(1), ArrowDown: () => next(1), ArrowUp: () => next(-1),
    'Ctrl+Enter': () => void send(),
    F2: () => dialogs.open('return'), F3: () => dialogs.open('reject'), F4: () => dialogs.open('suspend'), F8: () => dialogs.open('escalate'),
    F6: () => viewer.zoom(1.4), F7: () => viewer.contrast(), F1: () => openSheet(root), '?': () => openSheet(root),
  };
  const input = (event: Event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || !box.dataset.field || (event as InputEvent).isComposing) return;
    advise(box);
    draft.keep(Object.fromEntries(boxes().map(b => [b.dataset.field!, b.value])));
  };
  const focused = (event: Event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || !box.dataset.field) return;
    const field = fieldOf(box);
    root.querySelectorAll('[data-row]').forEach(row => row.classList.toggle('focused', row.contains(box)));
    void viewer.highlight(field.pageId, field.quad);
    box.select();
  };
  const clicked = (event: Event) => {
    const target = event.target as HTMLElement;
    if (target.closest('[data-role="send"]')) void send();
    const thumb = target.closest<HTMLElement>('[data-page]');
    if (thumb) void viewer.highlight(thumb.dataset.page!, null);
  };
  root.addEventListener('input', input);
  root.addEventListener('compositionend', input);
  root.addEventListener('focusin', focused);
  root.addEventListener('click', clicked);
  const stopEnter = (event: KeyboardEvent) => { if (event.key === 'Enter' && belongsToInputMethod(event)) event.stopPropagation(); };
  root.addEventListener('keydown', stopEnter);
  const endings = [listenForKeys(document, () => actions), clickAsKey(root, () => actions)];

  const kept = draft.load(options.draft) ?? {};
  const fill = (box: HTMLInputElement, value: string | undefined) => {
    box.value = value ?? guide(fieldOf(box), fieldOf(box).value).shown;
    advise(box);
  };
  for (const box of every()) {
    if (fieldOf(box).locked) box.value = fieldOf(box).value;
    else fill(box, kept[box.dataset.field!]);
  }
  root.dataset.item = options.itemId;
  const start = boxes()[0];
  if (start) start.focus();
  else if (options.pages[0]) void viewer.show(options.pages[0].id);
  return {
    show: () => undefined,
    renew: pages => viewer.renew(options.pages = pages),
    revealed: (code, value, locked) => {
      const box = every().find(b => b.dataset.field === code);
      if (!box) return;
      Object.assign(fieldOf(box), { value, locked });
      if (locked) box.value = value;
      else fill(box, undefined);
      if (!locked) box.focus();
    },
    dispose: () => { sender.dispose(); draft.stop(); viewer.dispose(); endings.forEach(end => end()); },
  };
}
