import { belongsToInputMethod } from '../_desk/_keys';
import type { Host } from '../_desk/_sending';

/** Duty bar: F9 starts and ends a break, wherever the focus is. */
export function mount(host: Host): { dispose(): void } {
  const listener = (event: KeyboardEvent) => {
    if (event.key !== 'F9' || event.repeat || belongsToInputMethod(event)) return;
    event.preventDefault();
    host.invokeMethodAsync('BreakKey').catch(() => undefined); // the line is lost: the shell says so
  };
  document.addEventListener('keydown', listener, true);
  return { dispose: () => document.removeEventListener('keydown', listener, true) };
}
