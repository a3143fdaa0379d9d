/** Called with the event of a key that belongs to a command; the browser's own action is already prevented. */
export type KeyAction = (event: KeyboardEvent) => void;

/** True while an input method composes: its keys belong to it, never to us (keyCode 229 is how older engines say so). */
export function belongsToInputMethod(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Name of a key as the maps here write it: `F2`, `Enter`, `Ctrl+Enter`, `?`, ` ` (blank). */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>): string {
  return (event.ctrlKey ? 'Ctrl+' : '') + (event.altKey ? 'Alt+' : '') + (event.metaKey ? 'Meta+' : '') + event.key;
}

/** True when the event comes from a place where letters are typed. */
export function fromTextBox(event: Event): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['radio', 'checkbox', 'range', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** True when Enter and the blank belong to what has the focus: a button is pressed with them. */
export function onControl(event: Event): boolean {
  return event.target instanceof HTMLElement && event.target.closest('button, a, summary') !== null;
}

/** True when the key writes something: such keys are commands only outside text boxes. */
export function isPrintable(name: string): boolean {
  return name.length === 1;
}

/** Keys that every desk has. */
const shared: Record<string, KeyAction> = { F10: () => document.querySelector<HTMLElement>('[data-talk]')?.click() };

/**
 * Listens for command keys. Single characters work only outside text boxes unless `inBoxes` says otherwise;
 * keys of an input method never arrive. Returns what ends the listening.
 */
export function listenForKeys(target: EventTarget, actions: () => Record<string, KeyAction>, inBoxes: (name: string) => boolean = () => false): () => void {
  const listener = (event: Event) => {
    const key = event as KeyboardEvent;
    if (belongsToInputMethod(key) || openDialog()) return;
    const name = keyName(key);
    const action = actions()[name] ?? shared[name];
    if ((name === 'Enter' || name === ' ') && onControl(key)) return;
    if (!action || (isPrintable(name) && fromTextBox(key) && !inBoxes(name))) return;
    key.preventDefault();
    if (!key.repeat || name.startsWith('Arrow') || name === '[' || name === ']') action(key);
  };
  target.addEventListener('keydown', listener, true);
  return () => target.removeEventListener('keydown', listener, true);
}

/** The dialog or thread that is open over the desk; its keys are its own. */
export function openDialog(): HTMLElement | null {
  return document.querySelector<HTMLElement>('dialog[open], .talk-popover:popover-open');
}
