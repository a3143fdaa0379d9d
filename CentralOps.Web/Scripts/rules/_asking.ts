/** Asks the server one question at a time: after a rest, or at once; whoever asks while an answer is under way is asked again behind it. */
export class Asking {
  private timer = 0;
  private busy = false;
  private again = false;

  /** @param rest Milliseconds without a change before the server is asked. */
  constructor(private readonly ask: () => Promise<void>, private readonly rest: number) {}

  soon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.now(), this.rest);
  }

  async now(): Promise<void> {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    try {
      await this.ask();
    } finally {
      this.busy = false;
      if (this.again) {
        this.again = false;
        void this.now();
      }
    }
  }

  stop(): void { window.clearTimeout(this.timer); }
}
