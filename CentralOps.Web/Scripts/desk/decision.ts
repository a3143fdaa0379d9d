import { openSheet, VerbDialogs } from '../_desk/_dialogs';
import { listenForKeys, type KeyAction } from '../_desk/_keys';
import { clickAsKey, part, revealFocused, say, showSending, type PagesPanel, type Texts } from '../_desk/_panel';
import { Sender, type Host } from '../_desk/_sending';
import { PageViewer, type PageImage } from '../_desk/_viewer';

interface DecisionOptions {
  itemId: string;
  pages: readonly PageImage[];
  /** Corners of the fields' zones in page pixels, by field code. */
  zones: Readonly<Record<string, { pageId: string; quad: readonly number[] } | undefined>>;
  /** Due at, Unix milliseconds. */
  dueAt: number;
  /** Server's clock now, Unix milliseconds. */
  now: number;
  /** All pages must have been on screen before the yes. */
  gate: boolean;
  /** Pages that were on screen before the task had to wait. */
  seen: readonly string[];
  /** Remark typed before the task had to wait. */
  remark: string | null;
  texts: Texts;
}

/** Whole-case desk: pages, fields and evidence side by side; the yes opens when every page was on screen. */
export function mount(root: HTMLElement, host: Host, options: DecisionOptions): PagesPanel<DecisionOptions> {
  const seen = new Set<string>(options.seen);
  const remark = part<HTMLInputElement>(root, 'remark');
  remark.value = options.remark ?? '';
  const sender = new Sender(host, (state, message) => showSending(root, options.texts, state, message));
  const viewer = new PageViewer(part(root, 'viewer'), options.pages, pageId => {
    root.querySelectorAll<HTMLElement>('[data-page]').forEach(thumb => thumb.setAttribute('aria-current', String(thumb.dataset.page === pageId)));
    if (seen.has(pageId)) return;
    seen.add(pageId);
    host.invokeMethodAsync('PageSeen', pageId).catch(() => undefined); // a lost line: the list goes with the approval too
  });
  const dialogs = new VerbDialogs(root, sender, { draw: () => viewer.drawMark(), marked: marks => viewer.setMarks(marks), draft: () => JSON.stringify({ seen: [...seen], remark: remark.value.trim() || null }) });

  const fields = () => [...root.querySelectorAll<HTMLElement>('[data-field]')];
  const showZone = (field: HTMLElement, close: boolean) => {
    const zone = options.zones[field.dataset.field!];
    fields().forEach(f => f.classList.toggle('focused', f === field));
    void viewer.highlight(zone?.pageId ?? (viewer.pageId ? null : options.pages[0]?.id ?? null), zone?.quad ?? null, close);
  };
  const step = (by: number) => {
    const all = fields();
    const next = all[(all.findIndex(f => f.classList.contains('focused')) + by + all.length) % all.length];
    next?.focus();
  };
  const turn = (by: number) => {
    const index = options.pages.findIndex(p => p.id === viewer.pageId);
    const next = options.pages[(index + by + options.pages.length) % options.pages.length];
    if (next) void viewer.highlight(next.id, null);
  };
  const approve = () => {
    if (options.gate && options.pages.some(p => !seen.has(p.id))) {
      say(root, options.texts['pages-first'] ?? '');
      const missing = options.pages.find(p => !seen.has(p.id));
      if (missing) void viewer.highlight(missing.id, null);
      return;
    }
    void sender.send('Approve', [...seen], remark.value.trim() || null);
  };
  const actions: Record<string, KeyAction> = {
    F2: () => dialogs.open('return'), F3: () => dialogs.open('reject'), F4: () => dialogs.open('picture'), F6: () => dialogs.open('suspend'), F8: () => dialogs.open('escalate'),
    'Ctrl+Enter': approve,
    ArrowDown: () => step(1), ArrowUp: () => step(-1), PageDown: () => turn(1), PageUp: () => turn(-1),
    '+': () => viewer.zoom(1.4), '=': () => viewer.zoom(1.4), '-': () => viewer.zoom(1 / 1.4), '0': () => viewer.home(), r: () => viewer.rotate(90), v: () => revealFocused(root),
    F7: () => viewer.contrast(),
    F1: () => openSheet(root), '?': () => openSheet(root),
  };
  for (let n = 1; n <= 9; n++) actions[`Alt+${n}`] = () => { const page = options.pages[n - 1]; if (page) void viewer.highlight(page.id, null); };

  const focused = (event: Event) => {
    const field = (event.target as HTMLElement).closest<HTMLElement>('[data-field]');
    if (field) showZone(field, true);
  };
  const clicked = (event: Event) => {
    const thumb = (event.target as HTMLElement).closest<HTMLElement>('[data-page]');
    if (thumb) void viewer.highlight(thumb.dataset.page!, null);
    if ((event.target as HTMLElement).closest('[data-role="approve"]')) approve();
  };
  root.addEventListener('focusin', focused);
  root.addEventListener('click', clicked);
  const endings = [
    listenForKeys(document, () => actions), clickAsKey(root, () => actions),
    () => root.removeEventListener('focusin', focused), () => root.removeEventListener('click', clicked),
    countDown(root, options),
  ];
  root.dataset.item = options.itemId;
  const start = fields().find(f => f.dataset.exception === 'yes');
  if (start) showZone(start, false); // the whole page first
  else if (options.pages[0]) void viewer.show(options.pages[0].id);
  return {
    show: () => undefined,
    renew: pages => viewer.renew(options.pages = pages),
    dispose: () => { sender.dispose(); viewer.dispose(); endings.forEach(end => end()); },
  };
}

// The clock of the person's machine may be wrong: only differences of it count.
function countDown(root: HTMLElement, options: DecisionOptions): () => void {
  const chip = root.querySelector<HTMLElement>('[data-role="countdown"]');
  if (!chip) return () => undefined;
  const offset = options.now - Date.now();
  const tick = () => {
    const seconds = Math.round((options.dueAt - Date.now() - offset) / 1000);
    const size = Math.abs(seconds);
    const text = size >= 3600 ? `${Math.floor(size / 3600)}:${two(Math.floor(size / 60) % 60)}:${two(size % 60)}` : `${two(Math.floor(size / 60))}:${two(size % 60)}`;
    const tone = seconds < 0 ? 'breached' : seconds <= 60 ? 'due' : 'ok';
    const words = seconds < 0 ? options.texts['overdue'] ?? '' : options.texts['left'] ?? '';
    chip.dataset.tone = tone;
    chip.textContent = `${tone === 'breached' ? '■' : tone === 'due' ? '▲' : '●'} ${words} ${text}`;
  };
  tick();
  const timer = setInterval(tick, 1000);
  return () => clearInterval(timer);
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
