/** The .NET side of a panel. */
export interface Host {
  invokeMethodAsync<T>(method: string, ...args: unknown[]): Promise<T>;
}

/** What the server says to a result. */
export interface Reply {
  ok: boolean;
  /** For people, in their language; only when refused. */
  message?: string | null;
}

/** Where sending stands: `waiting` = no answer yet, it will be sent again with the same command id. */
export type SendState = 'idle' | 'sending' | 'waiting' | 'refused' | 'done';

/** Time without an answer after which the same command is sent again, milliseconds. */
const patience = 8000;

/** A new command id. */
export function newCommandId(): string {
  return crypto.randomUUID();
}

/**
 * Sends one result per task, however often its key is pressed: the same command id until the server has answered,
 * across lost lines too. A refusal opens it again with a new id.
 */
export class Sender {
  private commandId = newCommandId();
  private state: SendState = 'idle';
  private generation = 0;

  constructor(
    private readonly host: Host,
    private readonly tell: (state: SendState, message: string | null) => void,
    private readonly pause: (ms: number) => Promise<void> = ms => new Promise(resolve => setTimeout(resolve, ms)),
  ) {}

  /** True from the first press until the next task or a refusal. */
  get busy(): boolean {
    return this.state !== 'idle' && this.state !== 'refused';
  }

  /** Ready for the next task. */
  reset(): void {
    this.generation++;
    this.commandId = newCommandId();
    this.become('idle', null);
  }

  /** Stops trying. */
  dispose(): void {
    this.generation++;
  }

  /** Sends; returns true when the server took it. A second call meanwhile does nothing and returns false. */
  async send(method: string, ...args: unknown[]): Promise<boolean> {
    if (this.busy) return false;
    const generation = this.generation;
    this.become('sending', null);
    for (let attempt = 1; generation === this.generation; attempt++) {
      const reply = await this.ask(method, args);
      if (generation !== this.generation) return reply?.ok ?? false;
      if (reply) {
        if (!reply.ok) this.commandId = newCommandId();
        this.become(reply.ok ? 'done' : 'refused', reply.message ?? null);
        return reply.ok;
      }
      this.become('waiting', null);
      await this.pause(Math.min(300 * attempt, 3000));
    }
    return false;
  }

  private async ask(method: string, args: unknown[]): Promise<Reply | null> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<null>(resolve => { timer = setTimeout(() => resolve(null), patience); });
    // The server turns its own faults into refusals; a rejection here means that the line is lost.
    const answer = this.host.invokeMethodAsync<Reply>(method, this.commandId, ...args).catch(() => null);
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private become(state: SendState, message: string | null): void {
    this.state = state;
    this.tell(state, message);
  }
}
