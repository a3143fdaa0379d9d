const key = 'co.touched';
// Read by the server's page of an ended log-in, which must say why it ended.
const left = 'co.left';

/** Logs the person out when nobody has touched any tab of this browser for so long. */
export function watchIdle(minutes: number, session: string): void {
  if (!(minutes > 0) || !session) return;
  const limit = minutes * 60_000;
  let [noted, leaving] = [Date.now(), false];
  localStorage.removeItem(left);

  // All tabs of a log-in share when it was last touched; what an earlier log-in left says nothing.
  const last = () => {
    const [whose, at] = (localStorage.getItem(key) ?? '').split(' ');
    return whose === session ? Number(at) : noted;
  };
  const over = () => Date.now() - last() > limit;
  const note = () => {
    noted = Date.now();
    localStorage.setItem(key, `${session} ${noted}`);
  };
  // Whoever comes back too late does not revive it, also not by loading the page again.
  const check = async () => {
    if (leaving || !over()) return;
    leaving = true;
    leaving = await leave();
  };
  const touch = () => {
    if (over()) void check();
    else if (Date.now() - noted >= Math.min(1000, limit / 4)) note();
  };
  for (const event of ['keydown', 'pointerdown', 'pointermove', 'wheel']) addEventListener(event, touch, { capture: true, passive: true });
  if (!over()) note();
  setInterval(() => void check(), Math.min(10_000, limit / 4));
  void check();
}

// The server ends the session; another tab learns it from there. False when it could not be reached: tried again.
async function leave(): Promise<boolean> {
  const form = document.querySelector<HTMLFormElement>('form[action="/account/log-out"]');
  if (!form) return false;
  const said = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  said.set('reason', 'idle');
  localStorage.setItem(left, 'idle');
  try {
    const answer = await fetch(form.action, { method: 'POST', body: said, keepalive: true });
    setTimeout(() => location.replace(answer.url), 3000); // the circuit does it at once, when it has a line
    return true;
  } catch {
    localStorage.removeItem(left);
    return false;
  }
}
