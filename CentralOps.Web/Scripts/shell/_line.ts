interface LineState {
  state: 'show' | 'hide' | 'retrying' | 'failed' | 'rejected' | 'paused' | 'resume-failed';
  currentAttempt?: number;
  secondsToNextAttempt?: number;
}

/** Shows the reconnect screen with the number of tries, and loads the page anew when the server no longer knows the session. */
export function watchLine(reconnect: () => Promise<boolean>): void {
  const screen = document.getElementById('components-reconnect-modal');
  if (!screen) return;
  const count = screen.querySelector<HTMLElement>('[data-count]');
  const since = screen.querySelector<HTMLElement>('[data-since]');
  let lostAt = 0;
  let ticker = 0;

  const show = () => {
    if (screen.classList.contains('lost')) return;
    lostAt = Date.now();
    screen.classList.add('lost');
    ticker = window.setInterval(() => {
      if (since) since.textContent = String(Math.round((Date.now() - lostAt) / 1000));
    }, 1000);
  };
  const hide = () => {
    screen.classList.remove('lost');
    window.clearInterval(ticker);
  };

  screen.addEventListener('components-reconnect-state-changed', event => {
    const line = (event as CustomEvent<LineState>).detail;
    if (line.state === 'hide') {
      hide();
      return;
    }
    show();
    if (count && line.currentAttempt) count.textContent = String(line.currentAttempt);
    // The server answers but has let go of this circuit: what was typed is kept by the desk, so a fresh page is safe.
    if (line.state === 'rejected' || line.state === 'resume-failed') location.reload();
    if (line.state === 'failed') void retry(reconnect);
  });
  screen.querySelector('[data-retry]')?.addEventListener('click', () => void retry(reconnect));
}

async function retry(reconnect: () => Promise<boolean>): Promise<void> {
  try {
    if (!(await reconnect())) location.reload();
  } catch {
    // Still no server; the next state change tries again.
  }
}
