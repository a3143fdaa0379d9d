import { openSheet, VerbDialogs } from '../_desk/_dialogs';
import { guide, type FieldShape } from '../_desk/_guides';
import { listenForKeys, type KeyAction } from '../_desk/_keys';
import { clickAsKey, part, say, showSending, type Panel, type Texts } from '../_desk/_panel';
import { Sender, type Host } from '../_desk/_sending';
import { fitSlice } from '../_desk/_slices';

interface ArbitrationOptions extends FieldShape {
  itemId: string;
  /** The differing values without names; null = somebody could not read it. */
  choices: readonly (string | null)[];
  texts: Texts;
}

/** Arbitration desk: choose one of the values, type a third, or say that it cannot be read. A choice needs Enter, so that a slip is not a decision. */
export function mount(root: HTMLElement, host: Host, first: ArbitrationOptions): Panel<ArbitrationOptions> {
  let options = first;
  let chosen = -1;
  let confirmed: string | null = null;
  let shownAt = performance.now();
  let zoom = 3;
  const box = part<HTMLInputElement>(root, 'value');
  const image = part<HTMLImageElement>(root, 'slice');
  const sender = new Sender(host, (state, message) => showSending(root, options.texts, state, message));
  const dialogs = new VerbDialogs(root, sender);

  const choose = (index: number) => {
    if (sender.busy || index >= options.choices.length) return;
    chosen = index;
    root.querySelectorAll<HTMLElement>('[data-choice]').forEach(choice => choice.setAttribute('aria-pressed', String(Number(choice.dataset.choice) === index)));
    box.value = '';
    (document.activeElement as HTMLElement | null)?.blur();
    say(root, options.texts['enter'] ?? '', 'waiting');
  };
  const send = (value: string | null, illegible: boolean) =>
    void sender.send('Keyed', { value, illegible, milliseconds: Math.round(performance.now() - shownAt) });
  const confirm = () => {
    if (chosen >= 0 && box.value === '') {
      const value = options.choices[chosen] ?? null;
      send(value, value === null);
      return;
    }
    const advice = guide(options, box.value);
    if (advice.value === '') {
      say(root, options.texts['choose'] ?? '');
    } else if (advice.doubt && confirmed !== advice.value) {
      confirmed = advice.value;
      say(root, `${options.texts[`doubt.${advice.doubt}`] ?? ''} ${options.texts['again'] ?? ''}`);
    } else {
      send(advice.value, false);
    }
  };
  const actions: Record<string, KeyAction> = {
    '1': () => choose(0), '2': () => choose(1), '3': () => choose(2), '4': () => choose(3),
    Enter: confirm,
    t: () => box.focus(),
    Escape: () => { box.value = ''; box.blur(); },
    F2: () => send(null, true),
    F3: () => send('', false),
    F6: () => { zoom = zoom >= 6 ? 2 : zoom + 1; fit(); },
    F7: () => void image.classList.toggle('contrast'),
    F8: () => dialogs.open('escalate'),
    F1: () => openSheet(root),
    '?': () => openSheet(root),
  };
  const fit = () => fitSlice(root, image, zoom);
  const typed = (event: Event) => {
    if ((event as InputEvent).isComposing) return;
    chosen = -1;
    confirmed = null;
    root.querySelectorAll('[data-choice]').forEach(choice => choice.setAttribute('aria-pressed', 'false'));
    const advice = guide(options, box.value);
    part(root, 'echo').textContent = advice.echo;
    say(root, '');
  };
  const clicked = (event: Event) => {
    const choice = (event.target as HTMLElement).closest<HTMLElement>('[data-choice]');
    if (choice) choose(Number(choice.dataset.choice));
  };
  box.addEventListener('input', typed);
  box.addEventListener('compositionend', typed);
  root.addEventListener('click', clicked);
  image.addEventListener('load', fit);
  window.addEventListener('resize', fit);
  const endings = [listenForKeys(document, () => actions), clickAsKey(root, () => actions), () => root.removeEventListener('click', clicked), () => window.removeEventListener('resize', fit)];
  const show = (next: ArbitrationOptions) => {
    options = next;
    chosen = -1;
    confirmed = null;
    shownAt = performance.now();
    dialogs.reset();
    sender.reset();
    box.value = '';
    part(root, 'echo').textContent = '';
    image.classList.remove('contrast');
    zoom = 3;
    fit();
    root.querySelectorAll('[data-choice]').forEach(choice => choice.setAttribute('aria-pressed', 'false'));
    root.dataset.item = next.itemId;
    (document.activeElement as HTMLElement | null)?.blur();
  };
  show(first);
  return { show, dispose: () => { sender.dispose(); endings.forEach(end => end()); } };
}
