import { belongsToInputMethod } from '../_desk/_keys';
import type { Host } from '../_desk/_sending';
import { Conversation, type Begin } from './_conversation';

/** What the .NET side holds. */
interface Call {
  begin(options: Begin): void;
  receive(words: readonly string[]): void;
  end(): void;
  dispose(): void;
}

const keys: Readonly<Record<string, readonly string[]>> = { v: ['start', 'accept'], h: ['end'], m: ['sound'], c: ['picture'] };

/** The video call on a page: keys, devices, and the way to the other browser. */
export function mount(root: HTMLElement, host: Host): Call {
  let conversation: Conversation | null = null;
  let ticking: ReturnType<typeof setInterval> | undefined;
  const button = (name: string) => root.querySelector<HTMLButtonElement>(`[data-do="${name}"]:not(:disabled)`);
  const tell = (method: string, ...args: unknown[]) => { host.invokeMethodAsync(method, ...args).catch(() => undefined); }; // a lost line: the other side hears nothing more either way
  const part = <E extends HTMLElement>(role: string) => root.querySelector<E>(`[data-role="${role}"]`)!;

  // Works wherever the focus is, also over an open dialog: a call does not wait.
  const pressed = (event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat || belongsToInputMethod(event)) return;
    const target = keys[event.key.toLowerCase()]?.map(button).find(b => b);
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    target.click();
  };
  const clicked = (event: Event) => {
    const pressedOne = (event.target as HTMLElement).closest<HTMLElement>('[data-do="sound"], [data-do="picture"]');
    if (!pressedOne || !conversation) return;
    pressedOne.setAttribute('aria-pressed', String(conversation.toggle(pressedOne.dataset.do === 'sound' ? 'audio' : 'video')));
  };
  document.addEventListener('keydown', pressed, true);
  root.addEventListener('click', clicked);

  const end = () => {
    conversation?.end();
    conversation = null;
    clearInterval(ticking);
  };
  return {
    begin: options => {
      end();
      const [dark, clock, since] = [part('dark'), part('clock'), Date.now()];
      ticking = setInterval(() => {
        const seconds = Math.floor((Date.now() - since) / 1000);
        clock.textContent = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
      }, 1000);
      conversation = new Conversation(options, {
        remote: part('remote'), own: part('own'),
        say: word => tell('Signal', options.callId, word),
        report: trouble => tell('Report', trouble),
        seen: picture => { dark.hidden = picture; },
        lost: () => tell('HangUpAsync'),
      });
    },
    receive: words => conversation?.receive(words),
    end,
    dispose: () => {
      end();
      document.removeEventListener('keydown', pressed, true);
      root.removeEventListener('click', clicked);
    },
  };
}
