import { openSheet, VerbDialogs } from '../_desk/_dialogs';
import { listenForKeys, type KeyAction } from '../_desk/_keys';
import { clickAsKey, part, say, showSending, type Panel, type Texts } from '../_desk/_panel';
import { Sender, type Host } from '../_desk/_sending';
import { PageViewer, type PageImage } from '../_desk/_viewer';

interface ClassificationOptions {
  itemId: string;
  page: PageImage;
  /** The layout that the machine could not read it as, though a person had said so; null = none. */
  tried: string | null;
  texts: Texts;
}

const svg = 'http://www.w3.org/2000/svg';

/** Classification desk: choose the layout, drag the paper's four corners where the machine needs them, or say "attachment". */
export function mount(root: HTMLElement, host: Host, options: ClassificationOptions): Panel<ClassificationOptions> {
  const { page } = options;
  const sender = new Sender(host, (state, message) => showSending(root, options.texts, state, message));
  const viewer = new PageViewer(part(root, 'viewer'), [page], () => drawCorners());
  const dialogs = new VerbDialogs(root, sender, { draw: () => viewer.drawMark(), marked: marks => viewer.setMarks(marks) });
  const layouts = () => [...root.querySelectorAll<HTMLElement>('[data-layout]')];
  let chosen: string | null = null;
  let corners: number[] | null = null;
  let active = 0;

  const choose = (index: number) => {
    const layout = layouts()[index];
    if (!layout) return;
    chosen = layout.dataset.layout!;
    layouts().forEach(l => l.setAttribute('aria-pressed', String(l === layout)));
    say(root, options.texts['enter'] ?? '', 'waiting');
  };
  const toggleCorners = () => {
    const [x, y] = [page.width * 0.03, page.height * 0.03];
    corners = corners ? null : [x, y, page.width - x, y, page.width - x, page.height - y, x, page.height - y];
    root.querySelectorAll<HTMLElement>('[data-key="c"]').forEach(b => b.setAttribute('aria-pressed', String(corners !== null)));
    drawCorners();
  };
  function drawCorners(): void {
    const layer = viewer.overlay;
    if (!layer) return;
    layer.querySelectorAll('.corner, .paper').forEach(old => old.remove());
    if (!corners) return;
    const paper = document.createElementNS(svg, 'polygon');
    paper.classList.add('paper');
    paper.setAttribute('points', corners.join(' '));
    layer.append(paper);
    for (let i = 0; i < 4; i++) layer.append(handle(i));
  }
  function handle(index: number): SVGCircleElement {
    const circle = document.createElementNS(svg, 'circle');
    circle.classList.add('corner');
    circle.classList.toggle('active', index === active);
    circle.setAttribute('cx', String(corners![index * 2]));
    circle.setAttribute('cy', String(corners![index * 2 + 1]));
    circle.setAttribute('r', String(page.width * 0.012));
    circle.addEventListener('pointerdown', event => {
      event.stopPropagation();
      active = index;
      const move = (e: PointerEvent) => { const at = viewer.toPage(e.clientX, e.clientY); if (at) place(index, at.x, at.y); e.stopPropagation(); };
      const up = () => { window.removeEventListener('pointermove', move, true); window.removeEventListener('pointerup', up, true); };
      window.addEventListener('pointermove', move, true);
      window.addEventListener('pointerup', up, true);
    });
    return circle;
  }
  const place = (index: number, x: number, y: number) => {
    if (!corners) return;
    corners[index * 2] = Math.round(Math.min(Math.max(x, 0), page.width));
    corners[index * 2 + 1] = Math.round(Math.min(Math.max(y, 0), page.height));
    drawCorners();
  };
  const nudge = (dx: number, dy: number) => { if (corners) place(active, corners[active * 2]! + dx, corners[active * 2 + 1]! + dy); };
  const send = (byHand = false) => {
    if (chosen === null || byHand && chosen === '') return say(root, options.texts['choose'] ?? '');
    void sender.send('Classified', { pageId: page.id, templateKey: chosen === '' ? null : chosen, corners: chosen === '' ? null : corners, byHand });
  };
  const pixel = Math.max(page.width / 600, 1);
  const actions: Record<string, KeyAction> = {
    Enter: () => send(), c: toggleCorners, k: () => { if (options.tried !== null) send(true); }, Tab: () => { if (corners) { active = (active + 1) % 4; drawCorners(); } },
    ArrowLeft: () => nudge(-pixel, 0), ArrowRight: () => nudge(pixel, 0), ArrowUp: () => nudge(0, -pixel), ArrowDown: () => nudge(0, pixel),
    '0': () => choose(layouts().length - 1), '+': () => viewer.zoom(1.4), '-': () => viewer.zoom(1 / 1.4), r: () => viewer.rotate(90), h: () => viewer.home(),
    F2: () => dialogs.open('return'), F3: () => dialogs.open('reject'), F8: () => dialogs.open('escalate'), F7: () => viewer.contrast(),
    F1: () => openSheet(root), '?': () => openSheet(root),
  };
  for (let n = 1; n <= 9; n++) actions[String(n)] = () => { if (n < layouts().length) choose(n - 1); };
  // Tab moves between corners only while they are shown; else it stays the browser's.
  const live = () => {
    const { Tab, ...rest } = actions;
    return corners && Tab ? { ...rest, Tab } : rest;
  };
  const clicked = (event: Event) => {
    const target = event.target as HTMLElement;
    const layout = target.closest<HTMLElement>('[data-layout]');
    if (layout) { choose(layouts().indexOf(layout)); layout.blur(); }
    if (target.closest('[data-role="send"]')) send();
  };
  root.addEventListener('click', clicked);
  const endings = [listenForKeys(document, live), clickAsKey(root, () => actions)];
  if (options.tried !== null) choose(layouts().findIndex(l => l.dataset.layout === options.tried));
  root.dataset.item = options.itemId;
  void viewer.show(page.id);
  return { show: () => undefined, dispose: () => { sender.dispose(); viewer.dispose(); endings.forEach(end => end()); } };
}
