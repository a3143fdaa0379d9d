import { openSheet, VerbDialogs } from '../_desk/_dialogs';
import { Draft } from '../_desk/_drafts';
import { caretAfter, guide, isNumeric, type FieldShape, type Guide } from '../_desk/_guides';
import { belongsToInputMethod, listenForKeys, type KeyAction } from '../_desk/_keys';
import { clickAsKey, part, say, showSending, type Panel, type Texts } from '../_desk/_panel';
import { Sender, type Host } from '../_desk/_sending';
import { fitSlice } from '../_desk/_slices';

interface SliceOptions extends FieldShape {
  itemId: string;
  draft: string | null;
  texts: Texts;
}

/** Slice desk: the eye stays on the slice, the box is right under it, the server hears only finished values. */
export function mount(root: HTMLElement, host: Host, options: SliceOptions): Panel<SliceOptions> {
  return new SliceDesk(root, host, options);
}

// The last confirmed value of each field type, for 同上; it lives as long as the page.
const previous = new Map<string, string>();

class SliceDesk implements Panel<SliceOptions> {
  private readonly box: HTMLInputElement;
  private readonly image: HTMLImageElement;
  private readonly sender: Sender;
  private readonly dialogs: VerbDialogs;
  private readonly endings: (() => void)[] = [];
  private draft: Draft<{ value: string }>;
  private shownAt = 0;
  private confirmed: string | null = null;
  private zoom = 3;
  private options: SliceOptions;

  constructor(private readonly root: HTMLElement, private readonly host: Host, options: SliceOptions) {
    this.options = options;
    this.box = part<HTMLInputElement>(root, 'value');
    this.image = part<HTMLImageElement>(root, 'slice');
    this.sender = new Sender(host, (state, message) => {
      showSending(root, this.options.texts, state, message);
      this.box.readOnly = state === 'sending' || state === 'waiting' || state === 'done';
      if (state === 'refused') this.box.focus();
    });
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
    this.show(options);
  }

  show(options: SliceOptions): void {
    this.draft.stop();
    this.options = options;
    this.draft = new Draft(this.host, options.itemId);
    this.dialogs.reset();
    this.sender.reset();
    this.confirmed = null;
    this.zoom = 3;
    this.image.classList.remove('contrast');
    this.image.dataset.shown = '';
    this.box.inputMode = isNumeric(options.type) ? 'decimal' : 'text';
    this.box.value = this.draft.load(options.draft)?.value ?? '';
    this.advise(guide(options, this.box.value));
    if (this.image.complete && this.image.naturalWidth > 0) this.fit();
    this.box.focus();
  }

  dispose(): void {
    this.sender.dispose();
    this.draft.stop();
    for (const end of this.endings) end();
  }

  private readonly actions: Record<string, KeyAction> = {
    Enter: () => void this.confirm(),
    NumpadEnter: () => void this.confirm(),
    F2: () => void this.send(null, true),
    F3: () => void this.send('', false),
    F4: () => this.ditto(),
    F6: () => this.enlarge(),
    F7: () => void this.image.classList.toggle('contrast'),
    F8: () => this.dialogs.open('escalate'),
    '?': () => openSheet(this.root),
    F1: () => openSheet(this.root),
  };

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
    this.advise(advice);
    this.draft.keep({ value: this.box.value });
  }

  private advise(advice: Guide): void {
    part(this.root, 'echo').textContent = advice.echo;
    const hint = part(this.root, 'hint');
    hint.textContent = advice.doubt && advice.value !== '' ? this.options.texts[`doubt.${advice.doubt}`] ?? advice.doubt : '';
    const length = [...advice.value].length;
    part(this.root, 'count').textContent = this.options.length > 0 ? `${length} / ${this.options.length}` : length > 0 ? String(length) : '';
    say(this.root, '');
  }

  private async confirm(): Promise<void> {
    if (this.box.value === '' && this.image.dataset.shown !== 'yes') return;
    const advice = guide(this.options, this.box.value);
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

  // While the next slice is not on screen yet, nothing is sent: a key pressed ahead would be a key pressed blind.
  private async send(value: string | null, illegible: boolean): Promise<void> {
    if (this.sender.busy || this.image.dataset.shown !== 'yes') return;
    if (value) previous.set(this.options.type, this.box.value);
    const draft = this.draft;
    const milliseconds = Math.round(performance.now() - this.shownAt);
    if (await this.sender.send('Keyed', { value, illegible, milliseconds })) draft.clear();
  }

  private ditto(): void {
    const value = previous.get(this.options.type);
    if (value === undefined || this.sender.busy) {
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

  private fit(): void {
    if (this.image.naturalWidth === 0) return;
    fitSlice(this.root, this.image, this.zoom);
    if (this.image.dataset.shown !== 'yes') {
      this.image.dataset.shown = 'yes';
      this.shownAt = performance.now();
      this.root.dataset.item = this.options.itemId;
    }
  }

  private on(target: EventTarget, type: string, listener: (event: Event) => void): () => void {
    const guarded = (event: Event) => {
      if (event instanceof KeyboardEvent && belongsToInputMethod(event)) return;
      listener(event);
    };
    target.addEventListener(type, guarded);
    return () => target.removeEventListener(type, guarded);
  }
}
