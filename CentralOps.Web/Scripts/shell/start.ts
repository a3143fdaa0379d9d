// Starts the circuit and looks after its line: a lost line greys the desk, counts the tries and comes back by itself.
import { watchIdle } from './_idle';
import { watchLine } from './_line';
import { closeMenus } from './_menus';
import { sendByKey } from './_send';

declare const Blazor: {
  start(options: { circuit: { reconnectionOptions: { maxRetries: number; retryIntervalMilliseconds: (attempt: number) => number | null } } }): Promise<void>;
  reconnect(): Promise<boolean>;
};

// Quickly at first (a switched network is back in a second), then every five seconds for as long as the page is open.
const waits = [200, 500, 1000, 2000, 3000];

watchLine(() => Blazor.reconnect());
closeMenus();
watchIdle(Number(document.body.dataset.idle), document.body.dataset.session ?? '');
sendByKey();
await Blazor.start({
  circuit: { reconnectionOptions: { maxRetries: 720, retryIntervalMilliseconds: attempt => waits[attempt] ?? 5000 } },
});
