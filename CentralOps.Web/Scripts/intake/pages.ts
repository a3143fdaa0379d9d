// Takes files from drop, picker, paste and camera and sends them over plain HTTP, two at a time. The circuit only hears tickets of pages, one by one,
// because a message to it may not exceed 32 KB.

interface Circuit {
  invokeMethodAsync(method: string, ...args: unknown[]): Promise<unknown>;
}

interface Answer {
  refusal: string | null;
  args: (string | null)[];
  tickets: string[];
}

interface Options {
  url: string;
  maxBytes: number;
  keepKey?: string | null;
  /** Endings of the names of files that are taken; none = all. Another tray on the page takes the others. */
  only?: readonly string[];
  /** Endings of the names of files that are left to another tray. */
  leave?: readonly string[];
}

const atOnce = 2;

export function attach(zone: HTMLElement, picker: HTMLInputElement, circuit: Circuit, options: Options) {
  const waiting: { id: string; file: File }[] = [];
  const ends = new AbortController();
  let active = 0;
  let serial = 0;
  let told: Promise<unknown> = Promise.resolve();

  async function take(files: Iterable<File>): Promise<void> {
    const ends = (name: string, endings: readonly string[]) => endings.some(e => name.toLowerCase().endsWith(e));
    for (const file of files) {
      if ((options.only && !ends(file.name, options.only)) || (options.leave && ends(file.name, options.leave))) continue;
      const id = `f${++serial}`;
      await circuit.invokeMethodAsync('UploadStarted', id, file.name || 'image', file.size);
      if (file.size > options.maxBytes) {
        await circuit.invokeMethodAsync('UploadEnded', id, 'capture.file-too-large', [String(options.maxBytes >> 20)]);
        continue;
      }
      waiting.push({ id, file });
    }
    pump();
  }

  function pump(): void {
    while (active < atOnce) {
      const next = waiting.shift();
      if (!next) return;
      active++;
      void send(next.id, next.file).finally(() => {
        active--;
        pump();
      });
    }
  }

  // Pages arrive in the order in which the files were given, whichever is through first: the first page is the voucher, the second its slip.
  function send(id: string, file: File): Promise<void> {
    const sent = deliver(id, file, told);
    told = sent.catch(() => undefined);
    return sent;
  }

  async function deliver(id: string, file: File, before: Promise<unknown>): Promise<void> {
    let answer: Answer;
    try {
      answer = await post(file, share => {
        const bar = zone.ownerDocument.getElementById(`upload-${id}`);
        if (bar instanceof HTMLProgressElement) bar.value = share;
      });
    } catch {
      answer = { refusal: 'intake.upload-failed', args: [], tickets: [] };
    }
    await before;
    if (ends.signal.aborted) return;
    for (const ticket of answer.tickets) await circuit.invokeMethodAsync('PageArrived', ticket, file.name || 'image');
    await circuit.invokeMethodAsync('UploadEnded', id, answer.refusal, answer.args.map(a => a ?? ''));
  }

  // A token of its own for every file: the form may have been open longer than a token lives.
  async function post(file: File, progress: (share: number) => void): Promise<Answer> {
    const token = await fetch(`${options.url}/token`, { cache: 'no-store' });
    if (!token.ok) throw new Error(String(token.status));
    return sendBody(file, await token.text(), progress);
  }

  function sendBody(file: File, token: string, progress: (share: number) => void): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', options.url);
      request.setRequestHeader('X-CSRF-TOKEN', token);
      request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
      request.setRequestHeader('Content-Type', 'application/octet-stream');
      request.responseType = 'json';
      request.upload.onprogress = e => e.lengthComputable && progress(e.loaded / e.total);
      request.onload = () => {
        const answer = request.response as Answer | null;
        if (answer?.tickets) resolve(answer);
        else if (request.status === 413) resolve({ refusal: 'capture.file-too-large', args: [String(options.maxBytes >> 20)], tickets: [] });
        else reject(new Error(String(request.status)));
      };
      request.onerror = () => reject(new Error('network'));
      ends.signal.addEventListener('abort', () => request.abort());
      request.send(file);
    });
  }

  const on = { signal: ends.signal };
  const carriesFiles = (e: DragEvent) => e.dataTransfer?.types.includes('Files') ?? false;
  // The whole window takes the drop: a file dropped beside the zone must not replace the page by the image.
  window.addEventListener('dragover', e => {
    if (!carriesFiles(e)) return;
    e.preventDefault();
    zone.classList.add('drop-here');
  }, on);
  window.addEventListener('dragleave', e => {
    if (e.relatedTarget === null) zone.classList.remove('drop-here');
  }, on);
  window.addEventListener('drop', e => {
    if (!carriesFiles(e)) return;
    e.preventDefault();
    zone.classList.remove('drop-here');
    void take([...(e.dataTransfer?.files ?? [])]);
  }, on);
  document.addEventListener('paste', e => {
    const files = [...(e.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    e.preventDefault();
    void take(files);
  }, on);
  picker.addEventListener('change', () => {
    const files = [...(picker.files ?? [])];
    picker.value = '';
    void take(files);
  }, on);

  return {
    /** Keeps the draft across a reload of this tab. */
    keep(draft: string): void {
      if (options.keepKey) sessionStorage.setItem(options.keepKey, draft);
    },
    forget(): void {
      if (options.keepKey) sessionStorage.removeItem(options.keepKey);
    },
    /** Gives a kept draft back: everything but the pages is returned, each page is announced by itself. */
    async restore(): Promise<string | null> {
      const kept = options.keepKey && sessionStorage.getItem(options.keepKey);
      if (!kept) return null;
      const draft = JSON.parse(kept) as { tickets?: string[] };
      for (const ticket of draft.tickets ?? []) await circuit.invokeMethodAsync('PageArrived', ticket, '');
      delete draft.tickets;
      return JSON.stringify(draft);
    },
    pick(): void {
      picker.click();
    },
    detach(): void {
      ends.abort();
    },
  };
}
