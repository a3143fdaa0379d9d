import { belongsToInputMethod } from './_keys';
import type { Sender } from './_sending';

/** A rectangle on a page image, in pixels of the page. */
export interface Mark {
  pageId: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What the general verbs need from the panel. */
export interface VerbOptions {
  /** Lets the person draw a rectangle on the image; null = given up. Absent: the panel has no image to mark. */
  draw?: () => Promise<Mark | null>;
  /** Told when a mark was added or all were removed. */
  marked?: (marks: readonly Mark[]) => void;
  /** What the person has done so far, kept when the task has to wait for a picture. */
  draft?: () => string;
}

/** Opens the sheet of shortcuts of a panel. */
export function openSheet(root: HTMLElement): void {
  const sheet = root.querySelector<HTMLDialogElement>('dialog[data-role="sheet"]');
  if (sheet && !sheet.open) sheet.showModal();
}

/** The dialogs of the verbs that every human step has: return, reject, suspend, escalate, ask for another picture. Keys inside them are their own. */
export class VerbDialogs {
  private marks: Mark[] = [];

  constructor(private readonly root: HTMLElement, private readonly sender: Sender, private readonly options: VerbOptions = {}) {
    for (const dialog of this.dialogs()) {
      dialog.addEventListener('keydown', event => this.keys(dialog, event));
      dialog.addEventListener('click', event => void this.click(dialog, event));
    }
  }

  /** Opens the dialog of a verb (`return`, `reject`, `suspend`, `escalate`, `picture`), unless something is being sent. */
  open(verb: string): void {
    const dialog = this.dialogs().find(d => d.dataset.verb === verb);
    if (!dialog || dialog.open || this.sender.busy) return;
    dialog.showModal();
    dialog.querySelector<HTMLElement>('select, textarea, input')?.focus();
  }

  /** Closes all and forgets what was entered. */
  reset(): void {
    for (const dialog of this.dialogs()) {
      dialog.close();
      dialog.querySelector('form')?.reset();
      this.complain(dialog, false);
    }
    this.setMarks([]);
  }

  private dialogs(): HTMLDialogElement[] {
    return [...this.root.querySelectorAll<HTMLDialogElement>('dialog[data-verb]')];
  }

  private keys(dialog: HTMLDialogElement, event: KeyboardEvent): void {
    event.stopPropagation();
    if (belongsToInputMethod(event)) return;
    if (event.key === 'Enter' && (event.ctrlKey || !(event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLButtonElement))) {
      event.preventDefault();
      void this.send(dialog);
    }
  }

  private async click(dialog: HTMLDialogElement, event: Event): Promise<void> {
    const action = (event.target as HTMLElement).closest<HTMLElement>('[data-do]')?.dataset.do;
    if (action === 'close') dialog.close();
    if (action === 'send') await this.send(dialog);
    if (action === 'unmark') this.setMarks([]);
    if (action === 'mark' && this.options.draw) {
      dialog.close();
      const mark = await this.options.draw();
      if (mark) this.setMarks([...this.marks, mark]);
      dialog.showModal();
    }
  }

  private async send(dialog: HTMLDialogElement): Promise<void> {
    const field = (name: string) => dialog.querySelector<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(`[name="${name}"]`)?.value ?? '';
    const verb = dialog.dataset.verb!;
    const needsReason = dialog.querySelector('[name="reason"]') !== null;
    const until = verb === 'suspend' ? inMinutes(Number(field('minutes'))) : null;
    if ((needsReason && field('reason') === '') || (verb === 'suspend' && until === null) || (verb === 'picture' && field('text').trim() === '')) {
      this.complain(dialog, true);
      return;
    }
    const target = field('target');
    const sentVerb = verb === 'return' ? (target === '' ? 'return-branch' : 'return-step') : verb === 'picture' ? 'ask-picture' : verb;
    dialog.close();
    await this.sender.send('Verb', sentVerb, {
      fields: [...dialog.querySelectorAll<HTMLInputElement>('[name="fields"]:checked')].map(box => box.value),
      reason: field('reason'), text: field('text').trim() || null, marks: this.marks, toElement: target || null, until,
      pageId: field('page') || null, draft: verb === 'picture' ? this.options.draft?.() ?? null : null,
    });
  }

  private complain(dialog: HTMLDialogElement, on: boolean): void {
    dialog.querySelector<HTMLElement>('[data-role="complaint"]')?.toggleAttribute('hidden', !on);
  }

  private setMarks(marks: Mark[]): void {
    this.marks = marks;
    for (const count of this.root.querySelectorAll<HTMLElement>('[data-role="mark-count"]')) count.textContent = String(marks.length);
    this.options.marked?.(marks);
  }
}

/** UTC time in so many minutes as ISO text; null = not a positive number. */
export function inMinutes(minutes: number): string | null {
  return minutes > 0 ? new Date(Date.now() + minutes * 60_000).toISOString() : null;
}
