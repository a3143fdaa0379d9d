import type { SendState } from './_sending';
import type { PageImage } from './_viewer';

/** What the .NET side holds of a mounted panel. */
export interface Panel<O> {
  /** Shows another task in the same panel. */
  show(options: O): void;
  /** Takes all listeners away. */
  dispose(): void;
}

/** A panel that shows pages. */
export interface PagesPanel<O> extends Panel<O> {
  /** More or less of the pages may be seen: they have other addresses. */
  renew(pages: readonly PageImage[]): Promise<void>;
}

/** Texts of a panel in the person's language, by key. */
export type Texts = Readonly<Record<string, string>>;

/** The element with a role inside a panel. */
export function part<E extends HTMLElement = HTMLElement>(root: HTMLElement, role: string): E {
  const found = root.querySelector<E>(`[data-role="${role}"]`);
  if (!found) throw new Error(`panel without ${role}`);
  return found;
}

/** Shows where sending stands: greyed while it is under way, the reason when it was refused. */
export function showSending(root: HTMLElement, texts: Texts, state: SendState, message: string | null): void {
  root.dataset.sending = state;
  root.setAttribute('aria-busy', String(state === 'sending' || state === 'waiting'));
  const line = root.querySelector<HTMLElement>('[data-role="message"]');
  if (!line) return;
  line.textContent = state === 'waiting' ? texts['waiting'] ?? '' : state === 'refused' ? message ?? '' : '';
  line.dataset.tone = state === 'refused' ? 'breached' : 'due';
}

/** Shows the masked field that has the focus in full; the server gives and audits it. */
export function revealFocused(root: HTMLElement): void {
  const row = root.querySelector<HTMLElement>('.field-row.focused') ?? document.activeElement;
  row?.closest('li')?.querySelector<HTMLElement>('[data-reveal]')?.click();
  if (row instanceof HTMLElement) row.focus();
}

/** A message of the panel itself. */
export function say(root: HTMLElement, text: string, tone: 'due' | 'breached' | 'waiting' = 'due'): void {
  const line = part(root, 'message');
  line.textContent = text;
  line.dataset.tone = tone;
}

/** Buttons with `data-key` press the key of that name: mouse and keyboard go one way. */
export function clickAsKey(root: HTMLElement, actions: () => Record<string, (event: KeyboardEvent) => void>): () => void {
  const listener = (event: Event) => {
    const button = (event.target as HTMLElement).closest<HTMLButtonElement>('button[data-key]');
    if (!button || button.disabled) return;
    actions()[button.dataset.key!]?.(new KeyboardEvent('keydown', { key: button.dataset.key! }));
  };
  root.addEventListener('click', listener);
  return () => root.removeEventListener('click', listener);
}
