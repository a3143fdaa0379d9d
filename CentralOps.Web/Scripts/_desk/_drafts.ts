import type { Host } from './_sending';

/** The part of Storage that drafts use. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Between two savings on the server, milliseconds. */
const interval = 2500;

/** What was typed for one task: in this tab at once, on the server a little later, so that neither a reload nor a lost line costs it. */
export class Draft<T> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last: string | null = null;

  constructor(
    private readonly host: Host,
    private readonly itemId: string,
    private readonly storage: DraftStorage = sessionStorage,
  ) {}

  /** What this tab kept, else what the server kept; null = nothing readable. */
  load(fromServer: string | null | undefined): T | null {
    for (const json of [this.storage.getItem(this.key), fromServer]) {
      if (!json) continue;
      try {
        return JSON.parse(json) as T;
      } catch {
        this.storage.removeItem(this.key);
      }
    }
    return null;
  }

  /** Keeps the value. */
  keep(value: T): void {
    this.last = JSON.stringify(value);
    this.storage.setItem(this.key, this.last);
    this.timer ??= setTimeout(() => this.save(), interval);
  }

  /** The task is finished or gone. */
  clear(): void {
    this.stop();
    this.storage.removeItem(this.key);
  }

  /** No more savings; what is kept stays. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.last = null;
  }

  private save(): void {
    this.timer = undefined;
    const json = this.last;
    if (json === null) return;
    // A lost line is no fault here: the tab still has it and the next change tries again.
    this.host.invokeMethodAsync('SaveDraft', this.itemId, json).catch(() => undefined);
  }

  private get key(): string {
    return `draft:${this.itemId}`;
  }
}
