import { openSheet, VerbDialogs } from '../_desk/_dialogs';
import { stepAngle } from '../_desk/_ink';
import { listenForKeys, type KeyAction } from '../_desk/_keys';
import { clickAsKey, part, say, showSending, type Panel, type Texts } from '../_desk/_panel';
import { Sender, type Host } from '../_desk/_sending';
import { drawAlone, drawTogether, SealPictures, startView, toSpecimen, type SealView } from './_sealStage';

interface SealEntry {
  role: string;
  specimen: string | null;
  impression: string | null;
  difference: string | null;
}

interface SealOptions {
  itemId: string;
  seals: readonly SealEntry[];
  texts: Texts;
}

/** Seal desk: specimen and impression side by side and one over the other; every seal gets its own verdict, none is preselected. */
export function mount(root: HTMLElement, host: Host, options: SealOptions): Panel<SealOptions> {
  return new SealDesk(root, host, options);
}

class SealDesk implements Panel<SealOptions> {
  private readonly sender: Sender;
  private readonly dialogs: VerbDialogs;
  private readonly pictures: (SealPictures | null)[];
  private readonly views: SealView[];
  private readonly endings: (() => void)[] = [];
  private at = 0;
  private on = false;
  private measuring = false;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly root: HTMLElement, host: Host, private readonly options: SealOptions) {
    this.sender = new Sender(host, (state, message) => showSending(root, options.texts, state, message));
    this.dialogs = new VerbDialogs(root, this.sender);
    this.pictures = options.seals.map(() => null);
    this.views = options.seals.map(() => ({ ...startView, measure: [] }));
    const actions = () => this.actions;
    this.endings.push(
      listenForKeys(document, actions),
      clickAsKey(root, actions),
      this.listen(root, 'click', event => this.clicked(event)),
      this.listen(root, 'change', event => this.changed(event)),
      this.listen(root, 'input', event => this.slid(event)),
      this.listen(window, 'resize', () => this.draw()),
      this.listen(this.canvas('together'), 'pointermove', event => this.swiped(event as PointerEvent)),
      this.listen(this.canvas('together'), 'click', event => this.measured(event as PointerEvent)),
    );
    root.dataset.item = options.itemId;
    this.choose(0);
    void this.load();
  }

  show(): void {
    // A seal task is always mounted anew.
  }

  dispose(): void {
    clearInterval(this.timer);
    this.sender.dispose();
    for (const end of this.endings) end();
  }

  private get view(): SealView {
    return this.views[this.at] ?? { ...startView };
  }

  private get actions(): Record<string, KeyAction> {
    const actions: Record<string, KeyAction> = {
      '[': () => this.rotate(-1), ']': () => this.rotate(1), '{': () => this.rotate(-10), '}': () => this.rotate(10),
      ' ': () => this.mode('blink'), s: () => this.mode('swipe'), o: () => this.opacity(), d: () => this.mode('difference'), v: () => this.mode('overlay'),
      x: () => this.change(view => { view.folds = !view.folds; }),
      m: () => this.measureOn(),
      t: () => this.change(view => { view.threshold = view.threshold >= 160 ? 20 : view.threshold + 20; }),
      ArrowLeft: () => this.change(view => { view.dx -= 1; }), ArrowRight: () => this.change(view => { view.dx += 1; }),
      ArrowUp: () => this.change(view => { view.dy -= 1; }), ArrowDown: () => this.change(view => { view.dy += 1; }),
      z: () => this.change(view => Object.assign(view, { ...startView, measure: [] })),
      p: () => this.decide('pass'), f: () => this.decide('fail'),
      F2: () => this.dialogs.open('return'), F3: () => this.dialogs.open('reject'), F4: () => this.dialogs.open('suspend'), F8: () => this.dialogs.open('escalate'),
      'Ctrl+Enter': () => void this.send(), F1: () => openSheet(this.root), '?': () => openSheet(this.root),
    };
    for (let n = 1; n <= 9; n++) actions[String(n)] = () => this.choose(n - 1);
    return actions;
  }

  private async load(): Promise<void> {
    await Promise.all(this.options.seals.map(async (seal, index) => {
      this.pictures[index] = await SealPictures.load(seal);
      if (index === this.at) this.draw();
    }));
  }

  private choose(index: number): void {
    if (index < 0 || index >= this.options.seals.length) return;
    this.at = index;
    this.cards().forEach((card, i) => card.classList.toggle('focused', i === index));
    this.draw();
  }

  private mode(mode: SealView['mode']): void {
    this.change(view => { view.mode = view.mode === mode ? 'overlay' : mode; });
  }

  private opacity(): void {
    this.change(view => { view.mode = 'overlay'; view.opacity = view.opacity >= 1 ? 0 : Math.round(view.opacity * 5 + 1) / 5; });
  }

  private rotate(steps: number): void {
    this.change(view => { view.angle = stepAngle(view.angle, steps); });
  }

  private change(how: (view: SealView) => void): void {
    how(this.view);
    this.draw();
  }

  private draw(): void {
    const pictures = this.pictures[this.at];
    const view = this.view;
    clearInterval(this.timer);
    if (view.mode === 'blink') this.timer = setInterval(() => { this.on = !this.on; this.together(); }, 450);
    for (const button of this.root.querySelectorAll<HTMLElement>('[data-mode]')) button.setAttribute('aria-pressed', String(button.dataset.mode === view.mode));
    this.root.querySelectorAll<HTMLElement>('[data-key="x"]').forEach(b => b.setAttribute('aria-pressed', String(view.folds)));
    this.root.querySelectorAll<HTMLElement>('[data-key="m"]').forEach(b => b.setAttribute('aria-pressed', String(this.measuring)));
    part<HTMLInputElement>(this.root, 'opacity').value = String(Math.round(view.opacity * 100));
    part<HTMLInputElement>(this.root, 'threshold').value = String(view.threshold);
    part(this.root, 'angle').textContent = `${view.angle.toFixed(1)}°`;
    const [a, b] = view.measure;
    part(this.root, 'length').textContent = a && b ? `${Math.hypot(a.x - b.x, a.y - b.y).toFixed(1)} px` : '';
    if (!pictures) return;
    drawAlone(this.canvas('specimen'), pictures, 'specimen', view);
    drawAlone(this.canvas('impression'), pictures, 'impression', view);
    part(this.root, 'no-specimen').hidden = pictures.specimen !== null;
    part(this.root, 'no-impression').hidden = pictures.impression !== null;
    this.together();
  }

  private together(): void {
    const pictures = this.pictures[this.at];
    if (pictures) drawTogether(this.canvas('together'), pictures, this.view, this.on);
  }

  private swiped(event: PointerEvent): void {
    if (this.view.mode !== 'swipe') return;
    const box = this.canvas('together').getBoundingClientRect();
    this.view.split = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
    this.together();
  }

  private measureOn(): void {
    this.measuring = !this.measuring;
    this.change(view => { view.measure = []; });
  }

  private measured(event: PointerEvent): void {
    const pictures = this.pictures[this.at];
    if (!this.measuring || !pictures) return;
    const canvas = this.canvas('together');
    const box = canvas.getBoundingClientRect();
    const point = toSpecimen(canvas, pictures, event.clientX - box.left, event.clientY - box.top);
    this.change(view => { view.measure = view.measure.length === 1 ? [...view.measure, point] : [point]; });
  }

  private slid(event: Event): void {
    const slider = event.target as HTMLInputElement;
    if (slider.dataset.role === 'opacity') this.change(view => { view.mode = 'overlay'; view.opacity = Number(slider.value) / 100; });
    if (slider.dataset.role === 'threshold') this.change(view => { view.threshold = Number(slider.value); });
  }

  private clicked(event: Event): void {
    const target = event.target as HTMLElement;
    const card = target.closest<HTMLElement>('[data-seal]');
    if (card) this.choose(Number(card.dataset.seal));
    if (target.closest('[data-role="send"]')) void this.send();
  }

  private changed(event: Event): void {
    const input = event.target as HTMLInputElement;
    if (input.type === 'radio') this.verdict(input.closest<HTMLElement>('[data-seal]')!, input.value);
  }

  private decide(value: string): void {
    const card = this.cards()[this.at];
    const radio = card?.querySelector<HTMLInputElement>(`input[type="radio"][value="${value}"]`);
    if (!card || !radio || radio.disabled) return;
    radio.checked = true;
    this.verdict(card, value);
    if (value === 'fail') card.querySelector('select')?.focus();
  }

  // The reasons of a verdict are those of its kind; a pass usually has just one.
  private verdict(card: HTMLElement, value: string): void {
    const reason = card.querySelector('select')!;
    for (const option of reason.options) option.hidden = option.disabled = option.value !== '' && option.dataset.for !== value;
    const fitting = [...reason.options].filter(o => o.value !== '' && !o.disabled);
    reason.value = value === 'pass' && fitting[0] ? fitting[0].value : '';
    say(this.root, '');
  }

  private async send(): Promise<void> {
    const seals = this.cards().map((card, index) => ({
      role: this.options.seals[index]!.role,
      verdict: card.querySelector<HTMLInputElement>('input[type="radio"]:checked')?.value ?? null,
      reason: card.querySelector('select')!.value,
    }));
    const open = seals.findIndex(s => s.verdict === null || s.reason === '');
    if (open >= 0) {
      this.choose(open);
      return say(this.root, this.options.texts['each'] ?? '');
    }
    await this.sender.send('Decided', seals.map(s => ({ role: s.role, pass: s.verdict === 'pass', reason: s.reason })));
  }

  private cards(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('[data-seal]')];
  }

  private canvas(role: string): HTMLCanvasElement {
    return part<HTMLCanvasElement>(this.root, role);
  }

  private listen(target: EventTarget, type: string, listener: (event: Event) => void): () => void {
    target.addEventListener(type, listener);
    return () => target.removeEventListener(type, listener);
  }
}
