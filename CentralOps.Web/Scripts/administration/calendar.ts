interface Host { invokeMethodAsync(method: string, ...args: unknown[]): Promise<unknown> }

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Days of a year by keys: arrows a day or a week, Page a month (with Shift a year), Home and End the month's ends, Space works or not, Ctrl Z takes back. */
export function keys(root: HTMLElement, host: Host) {
  const dayOf = (date: string) => root.querySelector<HTMLButtonElement>(`[data-date="${date}"]`);
  const iso = (date: Date) => date.toISOString().slice(0, 10);
  let waiting = '';

  const go = (date: string) => {
    const button = dayOf(date);
    button?.focus();
    if (!button) waiting = date; // another year: it has the focus as soon as it is there
    void host.invokeMethodAsync('Move', date);
  };
  const there = new MutationObserver(() => {
    if (waiting === '') return;
    const button = dayOf(waiting);
    if (!button) return;
    waiting = '';
    button.focus();
  });
  there.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-date'] });

  const pressed = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
      event.preventDefault();
      (document.activeElement as HTMLElement | null)?.blur(); // what is being typed is part of what is saved
      root.querySelector<HTMLButtonElement>('[data-act=save]')?.click();
      return;
    }
    const day = (event.target as Element).closest<HTMLElement>('[data-date]');
    if (!day) return;
    const date = new Date(`${day.dataset['date']}T00:00:00Z`);
    const month = (by: number) => {
      const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + by + 1, 0)).getUTCDate();
      return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + by, Math.min(date.getUTCDate(), last)));
    };
    const step = steps[event.key];
    if (event.ctrlKey && event.key.toLowerCase() === 'z') void host.invokeMethodAsync('Undo');
    else if (event.ctrlKey || event.altKey || event.metaKey) return;
    else if (step !== undefined) go(iso(new Date(date.getTime() + step * 86_400_000)));
    else if (event.key === 'PageUp') go(iso(month(event.shiftKey ? -12 : -1)));
    else if (event.key === 'PageDown') go(iso(month(event.shiftKey ? 12 : 1)));
    else if (event.key === 'Home') go(iso(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1))));
    else if (event.key === 'End') go(iso(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0))));
    else if (event.key === ' ') void host.invokeMethodAsync('Move', day.dataset['date']).then(() => host.invokeMethodAsync('Toggle'));
    else if (event.key === 'Enter') void host.invokeMethodAsync('Move', day.dataset['date']).then(() => root.querySelector<HTMLInputElement>('#c-name')?.focus());
    else return;
    event.preventDefault();
  };
  const twice = (event: MouseEvent) => { if ((event.target as Element).closest('[data-date]')) void host.invokeMethodAsync('Toggle'); };

  root.addEventListener('keydown', pressed);
  root.addEventListener('dblclick', twice);
  root.setAttribute('aria-keyshortcuts', 'Control+S Control+Z'); // from now on
  return {
    dispose: () => {
      there.disconnect();
      root.removeEventListener('keydown', pressed);
      root.removeEventListener('dblclick', twice);
    },
  };
}
