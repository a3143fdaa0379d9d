import { Sender, type Host, type SendState } from './_sending';

/** What was confirmed of a slice. */
export interface Keyed<O extends { itemId: string }> {
  options: O;
  /** As it stood in the box. */
  text: string;
  result: { value: string | null; illegible: boolean; milliseconds: number };
}

// As many as are reserved ahead, and the one in hand.
const most = 4;

/**
 * Confirmed slices on their way to the server: one at a time, in the order of their confirmation, each with one command id until it was answered, across lost lines too.
 * One that is refused does not stop those behind it: they are reserved for this person.
 */
export class Outgoing<O extends { itemId: string }> {
  private readonly waiting: Keyed<O>[] = [];
  private readonly answered = new Set<string>();
  private sender: Sender | null = null;

  constructor(
    private readonly host: Host,
    private readonly tell: (keyed: Keyed<O>, state: SendState, message: string | null) => void,
    private readonly taken: (keyed: Keyed<O>) => void,
    private readonly refused: (keyed: Keyed<O>, message: string) => void,
  ) {}

  /** Nothing is on its way. */
  get empty(): boolean {
    return this.waiting.length === 0;
  }

  /** No more may be confirmed before an answer has come. */
  get full(): boolean {
    return this.waiting.length >= most;
  }

  /** What is on its way. */
  get slices(): readonly O[] {
    return this.waiting.map(k => k.options);
  }

  /** Confirmed: on its way, or taken already. A list of what comes may still name it. */
  has(slice: O): boolean {
    return this.isUnderWay(slice) || this.answered.has(slice.itemId);
  }

  /** Confirmed and not answered yet. */
  isUnderWay(slice: O): boolean {
    return this.waiting.some(k => k.options.itemId === slice.itemId);
  }

  /** Sends when its turn comes. */
  async send(keyed: Keyed<O>): Promise<void> {
    this.waiting.push(keyed);
    if (this.waiting.length > 1) return;
    for (let current = this.waiting[0]; current; current = this.waiting[0]) await this.deliver(current);
  }

  /** Stops trying. */
  dispose(): void {
    this.sender?.dispose();
  }

  private async deliver(keyed: Keyed<O>): Promise<void> {
    let refusal = '';
    const sender = this.sender = new Sender(this.host, (state, message) => {
      refusal = message ?? '';
      this.tell(keyed, state, message);
    });
    const ok = await sender.send('Keyed', keyed.options.itemId, keyed.result);
    this.waiting.shift();
    if (ok) this.answered.add(keyed.options.itemId);
    if (ok) this.taken(keyed);
    else this.refused(keyed, refusal);
  }
}
