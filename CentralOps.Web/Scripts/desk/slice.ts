import { openSheet, VerbDialogs } from '../_desk/_dialogs';
import { Draft } from '../_desk/_drafts';
import { caretAfter, guide, isNumeric, type FieldShape, type Guide } from '../_desk/_guides';
import { listenForKeys, type KeyAction } from '../_desk/_keys';
import { jumpToOpen, openPlaces, paintProposal } from '../_desk/_open';
import { clickAsKey, part, say, showSending, type Panel, type Texts } from '../_desk/_panel';
import { Outgoing, type Keyed } from '../_desk/_outgoing';
import { Sender, type Host, type Reply, type SendState } from '../_desk/_sending';
import { fitSlice, SliceImages } from '../_desk/_slices';

interface SliceOptions extends FieldShape {
  itemId: string;
  name: string;
  url: string;
  /** What the machine read, open where it doubts; null = nothing is shown. */
  proposal: string | null;
  draft: string | null;
  keys: Readonly<Record<string, string>>;
  texts: Texts;
}

interface SlicePanel extends Panel<SliceOptions> {
  /** The slices that are reserved and come next: fetched now, shown at the moment the one before is confirmed. */
  ahead(options: readonly SliceOptions[]): void;
}

/** Slice desk: the eye stays on the slice, the box is right under it, the server hears only finished values. */
export function mount(root: HTMLElement, host: Host, options: SliceOptions): SlicePanel {
  return new SliceDesk(root, host, options);
}

// The last confirmed value of each field type, for 同上; it lives as long as the page.
const dittos = new Map<string, string>();

class SliceDesk implements SlicePanel {
  private readonly box: HTMLInputElement;
  private readonly image: HTMLImageElement;
  private readonly images = new SliceImages();
  private readonly sender: Sender;
  private readonly dialogs: VerbDialogs;
  private readonly endings: (() => void)[] = [];
  private draft: Draft<{ value: string }>;
  private shownAt = 0;
  private confirmed: string | null = null;
  private zoom = 3;
  private quarters = 0;
  private holes = 0;
  private options: SliceOptions;
  /** What the server holds to be in hand. */
  private server: SliceOptions;
  private readonly outgoing: Outgoing<SliceOptions>;
  /** Reserved and not on screen yet, in the order in which they will be. */
  private coming: SliceOptions[] = [];
  /** The one before, as the server has it. */
  private last: Keyed<SliceOptions> | null = null;
  /** Where to return to from looking back; null = not looking back. */
  private present: { options: SliceOptions; text: string } | null = null;

  constructor(private readonly root: HTMLElement, private readonly host: Host, options: SliceOptions) {
    this.options = options;
    this.box = part<HTMLInputElement>(root, 'value');
    this.image = part<HTMLImageElement>(root, 'slice');
    this.server = options;
    this.sender = new Sender(host, (state, message) => {
      showSending(root, this.options.texts, state, message);
      this.box.readOnly = state === 'sending' || state === 'waiting' || state === 'done';
    });
    this.outgoing = new Outgoing(host, (keyed, state, message) => this.tell(keyed, state, message), keyed => this.answered(keyed), (keyed, message) => this.refused(keyed, message));
    this.dialogs = new VerbDialogs(root, this.sender);
    this.draft = new Draft(host, options.itemId);
    const actions = () => this.actions;
    this.endings.push(
      listenForKeys(document, actions, name => name === '?' && (this.box.value === '' || isNumeric(this.options.type))),
      clickAsKey(root, actions),
      this.on(this.box, 'input', event => this.typed(event as InputEvent)),
      this.on(this.box, 'compositionend', () => this.typed(null)),
      this.on(this.image, 'load', () => this.fit()),
      this.on(window, 'resize', () => this.fit()),
    );
    this.appear(options);
  }

  show(options: SliceOptions): void {
    const before = this.server;
    this.server = options;
    if (this.outgoing.has(options) || this.here.itemId === options.itemId) return; // confirmed already, or shown ahead
    if (this.box.readOnly || this.here.itemId === before.itemId) return this.appear(options);
    // One that was reserved is being keyed, and something more urgent came between: it is next.
    this.expect([options, ...this.coming]);
  }

  ahead(options: readonly SliceOptions[]): void {
    this.expect([this.server, ...options]);
    const here = this.here;
    if (this.box.readOnly && !this.present && this.outgoing.has(here)) this.forward();
    else if (here.itemId !== this.server.itemId && !this.outgoing.isUnderWay(here) && !options.some(o => o.itemId === here.itemId)) this.giveUp(); // went back with the line
  }

  dispose(): void {
    this.sender.dispose();
    this.outgoing.dispose();
    this.draft.stop();
    this.images.keep([]);
    for (const end of this.endings) end();
  }

  private get actions(): Record<string, KeyAction> {
    const key = this.options.keys;
    return {
      Enter: () => void this.confirm(),
      NumpadEnter: () => void this.confirm(),
      Escape: () => this.escape(),
      F1: () => openSheet(this.root),
      '?': () => openSheet(this.root),
      [key['illegible']!]: () => void this.send(null, true),
      [key['blank']!]: () => void this.send('', false),
      [key['ditto']!]: () => this.ditto(),
      [key['zoom']!]: () => this.enlarge(),
      [key['contrast']!]: () => void this.image.classList.toggle('contrast'),
      [key['rotate']!]: () => this.turn(),
      [key['report']!]: () => this.alone(() => this.dialogs.open('escalate')),
      [key['previous']!]: () => this.back(),
      [key['aside']!]: () => this.alone(() => void this.sender.send('PutAside', this.options.itemId)),
      [key['sheet']!]: () => this.alone(() => void this.sheet()),
    };
  }

  private appear(options: SliceOptions, text?: string): void {
    this.draft.stop();
    this.options = options;
    this.present = null;
    this.draft = new Draft(this.host, options.itemId);
    this.dialogs.reset();
    this.sender.reset();
    this.coming = this.coming.filter(o => o.itemId !== options.itemId);
    this.paint(options, text ?? this.draft.load(options.draft)?.value ?? null);
    this.letGo();
  }

  private paint(options: SliceOptions, text: string | null): void {
    this.confirmed = null;
    [this.zoom, this.quarters] = [3, 0];
    this.image.classList.remove('contrast');
    this.image.dataset.shown = '';
    this.root.removeAttribute('aria-busy');
    part(this.root, 'name').textContent = options.name;
    part(this.root, 'values').replaceChildren(...options.values.map((value, index) => this.choice(value, index)));
    paintProposal(part(this.root, 'proposal'), options.proposal);
    this.box.inputMode = isNumeric(options.type) ? 'decimal' : 'text';
    this.box.readOnly = false;
    const advice = guide(options, text ?? options.proposal ?? '');
    this.box.value = advice.shown;
    this.holes = openPlaces(advice.shown);
    this.advise(advice);
    this.box.focus();
    jumpToOpen(this.box);
    this.images.load(options.url).then(
      address => { if (this.options === options) this.image.src = address; },
      () => { if (this.options === options) say(this.root, options.texts['no-image'] ?? '', 'breached'); });
  }

  private choice(value: string, index: number): HTMLElement {
    const [line, key] = [document.createElement('li'), document.createElement('kbd')];
    key.textContent = String(index + 1);
    line.append(key, ` ${this.options.labels?.[value] ?? value}`);
    return line;
  }

  private typed(event: InputEvent | null): void {
    if (event?.isComposing) return;
    this.confirmed = null;
    const before = this.box.value;
    const advice = guide(this.options, before);
    if (advice.shown !== before) {
      const caret = caretAfter(before, this.box.selectionStart ?? before.length, advice.shown);
      this.box.value = advice.shown;
      this.box.setSelectionRange(caret, caret);
    }
    const holes = openPlaces(advice.shown);
    if (holes < this.holes) jumpToOpen(this.box, this.box.selectionStart ?? 0);
    this.holes = holes;
    this.advise(advice);
    if (!this.present) this.draft.keep({ value: this.box.value });
  }

  private advise(advice: Guide): void {
    part(this.root, 'echo').textContent = advice.echo;
    const hint = part(this.root, 'hint');
    const doubt = advice.doubt && (advice.value !== '' || advice.doubt === 'open') ? advice.doubt : null;
    hint.textContent = doubt ? this.options.texts[`doubt.${doubt}`] ?? doubt : '';
    const length = [...advice.value].length;
    part(this.root, 'count').textContent = this.options.length > 0 ? `${length} / ${this.options.length}` : length > 0 ? String(length) : '';
    say(this.root, this.present ? this.options.texts['back'] ?? '' : '', 'waiting');
  }

  private async confirm(): Promise<void> {
    if (this.box.value === '' && this.image.dataset.shown !== 'yes') return;
    const advice = guide(this.options, this.box.value);
    if (advice.doubt === 'open') {
      say(this.root, this.options.texts['doubt.open'] ?? '');
      jumpToOpen(this.box);
      return;
    }
    if (advice.value === '') {
      say(this.root, this.options.texts['empty'] ?? '');
      return;
    }
    if (advice.doubt && this.confirmed !== advice.value) {
      this.confirmed = advice.value;
      say(this.root, this.options.texts['again'] ?? '');
      return;
    }
    await this.send(advice.value, false);
  }

  // While a slice is not on screen yet, nothing is sent: a key pressed ahead would be a key pressed blind.
  private async send(value: string | null, illegible: boolean): Promise<void> {
    if (this.image.dataset.shown !== 'yes' || this.box.readOnly) return;
    const result = { value, illegible, milliseconds: Math.round(performance.now() - this.shownAt) };
    if (this.present) return this.amend(result);
    if (this.outgoing.full) return;
    if (value) dittos.set(this.options.type, this.box.value);
    const sent = this.outgoing.send({ options: this.options, text: this.box.value, result });
    this.box.readOnly = true;
    this.forward();
    await sent;
  }

  private answered(keyed: Keyed<SliceOptions>): void {
    this.last = keyed;
    new Draft(this.host, keyed.options.itemId).clear();
    this.letGo();
  }

  // The slice after it may be on screen already: then only a lost line is worth a word.
  private tell(keyed: Keyed<SliceOptions>, state: SendState, message: string | null): void {
    if (this.options === keyed.options || this.box.readOnly) return showSending(this.root, this.options.texts, state, message);
    this.root.dataset.sending = state;
    if (state === 'waiting') say(this.root, this.options.texts['waiting'] ?? '');
  }

  // Back to the slice that was not taken, with what was typed, if it is still this person's; the one on screen keeps its draft.
  private refused(keyed: Keyed<SliceOptions>, message: string): void {
    if (this.server.itemId !== keyed.options.itemId) this.giveUp();
    else if (this.here.itemId !== keyed.options.itemId) this.step(keyed.options, keyed.text);
    else this.appear(keyed.options, keyed.text);
    say(this.root, message, 'breached');
  }

  // What was reserved is not this person's any more: only what the server holds to be in hand counts. Drafts stay in this tab, should it come back.
  private giveUp(): void {
    this.coming = [];
    if (this.here.itemId !== this.server.itemId && !this.outgoing.has(this.server)) this.appear(this.server);
  }

  // To another slice, before the one on screen.
  private step(to: SliceOptions, text?: string): void {
    const here = this.here;
    this.appear(to, text);
    this.expect([here, ...this.coming]);
  }

  private forward(): void {
    const next = this.coming[0];
    if (next) this.appear(next);
  }

  private expect(slices: readonly SliceOptions[]): void {
    const ids = new Set<string>([this.here.itemId]);
    this.coming = slices.filter(o => !this.outgoing.has(o) && !ids.has(o.itemId) && ids.add(o.itemId));
    for (const slice of this.coming) this.images.load(slice.url).catch(() => undefined); // tried again when it is shown
    this.letGo();
  }

  private get here(): SliceOptions {
    return this.present?.options ?? this.options;
  }

  private back(): void {
    if (this.present || this.box.readOnly) return;
    const last = this.last;
    if (!last) {
      say(this.root, this.options.texts['no-previous'] ?? '');
      return;
    }
    const present = { options: this.options, text: this.box.value };
    this.draft.stop();
    this.options = last.options;
    this.present = present;
    this.root.dataset.back = 'yes';
    this.paint(last.options, last.text);
  }

  private forth(): void {
    const present = this.present;
    if (!present) return;
    delete this.root.dataset.back;
    this.appear(present.options, present.text);
  }

  private async amend(result: Keyed<SliceOptions>['result']): Promise<void> {
    const [last, present] = [this.last, this.present];
    if (!last || !present) return;
    if (result.value === last.result.value && result.illegible === last.result.illegible) return this.forth();
    this.box.readOnly = true;
    const reply = await this.host.invokeMethodAsync<Reply>('Amend', last.options.itemId, result).catch(() => null);
    if (this.present !== present) return;
    if (reply?.ok) Object.assign(last, { text: this.box.value, result });
    this.forth();
    say(this.root, reply?.ok ? this.options.texts['amended'] ?? '' : reply?.message ?? this.options.texts['waiting'] ?? '', reply?.ok ? 'waiting' : 'breached');
  }

  private escape(): void {
    if (this.present) return this.forth();
    if (this.box.readOnly) return;
    this.box.value = '';
    this.typed(null);
  }

  private async sheet(): Promise<void> {
    const reply = await this.host.invokeMethodAsync<Reply>('OpenSheet').catch(() => null);
    if (reply && !reply.ok) say(this.root, reply.message ?? '');
  }

  // What changes the task in hand waits until everything confirmed has been taken, and until that task is the one on screen.
  private alone(action: () => void): void {
    if (!this.outgoing.empty || this.present) return;
    if (this.options.itemId === this.server.itemId || this.outgoing.has(this.server)) action();
    else this.step(this.server);
  }

  private ditto(): void {
    const value = dittos.get(this.options.type);
    if (value === undefined || this.box.readOnly) {
      say(this.root, this.options.texts['no-ditto'] ?? '');
      return;
    }
    this.box.value = value;
    this.typed(null);
  }

  private enlarge(): void {
    this.zoom = this.zoom >= 6 ? 2 : this.zoom + 1;
    this.fit();
  }

  private turn(): void {
    this.quarters = (this.quarters + 1) % 4;
    this.fit();
  }

  private fit(): void {
    if (this.image.naturalWidth === 0 || !this.image.getAttribute('src')) return;
    fitSlice(this.root, this.image, this.zoom, this.quarters);
    if (this.image.dataset.shown !== 'yes') {
      this.image.dataset.shown = 'yes';
      this.shownAt = performance.now();
      this.root.dataset.item = this.options.itemId;
    }
  }

  private letGo(): void {
    this.images.keep([this.options.url, ...this.coming.map(o => o.url), this.last?.options.url, this.present?.options.url, ...this.outgoing.slices.map(o => o.url)]);
  }

  private on(target: EventTarget, type: string, listener: (event: Event) => void): () => void {
    target.addEventListener(type, listener);
    return () => target.removeEventListener(type, listener);
  }
}
