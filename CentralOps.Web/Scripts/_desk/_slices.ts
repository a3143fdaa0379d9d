import { part } from './_panel';

/** Shows a slice three times its size where the stage allows it, more on request and turned by quarters, and makes what stands under it as wide as it. */
export function fitSlice(root: HTMLElement, image: HTMLImageElement, zoom: number, quarters = 0): void {
  const { naturalWidth, naturalHeight } = image;
  if (naturalWidth === 0) return;
  const stage = part(root, 'stage');
  const upright = quarters % 2 === 0;
  const [width, height] = upright ? [naturalWidth, naturalHeight] : [naturalHeight, naturalWidth];
  const fits = Math.min((stage.clientWidth - 16) / width, (stage.clientHeight - 16) / height);
  const scale = zoom > 3 ? Math.min(zoom, fits * (zoom / 3)) : Math.min(zoom, fits);
  image.style.width = `${Math.round(naturalWidth * scale)}px`;
  image.style.rotate = quarters === 0 ? '' : `${quarters * 90}deg`;
  // A turned picture keeps its old box: lift it so that it stands on the stage's floor as before.
  image.style.translate = upright ? '' : `0 ${Math.round(-(width - height) * scale / -2)}px`;
  part(root, 'line').style.width = `${Math.round(Math.min(Math.max(naturalWidth * scale, 480), stage.clientWidth - 16))}px`;
}

interface Loading {
  ready: Promise<string>;
  address: string | null;
  stop: AbortController;
}

const patience = [400, 1200, 3000];

/**
 * Images of slices, fetched ahead and kept as objects of this page: the server forbids caches to keep them (`no-store`), and asks at every fetch whether
 * the person still holds the task. What is no longer needed is let go at once.
 */
export class SliceImages {
  private readonly known = new Map<string, Loading>();

  /** Address of the image inside this page, once it is here and decoded. Rejects when the server does not give it. */
  load(url: string): Promise<string> {
    const known = this.known.get(url);
    if (known) return known.ready;
    const loading: Loading = { stop: new AbortController(), address: null, ready: Promise.resolve('') };
    loading.ready = this.fetch(url, loading);
    loading.ready.catch(() => this.known.delete(url));
    this.known.set(url, loading);
    return loading.ready;
  }

  /** Lets all go but these. */
  keep(urls: readonly (string | undefined)[]): void {
    for (const [url, loading] of this.known) {
      if (urls.includes(url)) continue;
      this.known.delete(url);
      loading.stop.abort();
      if (loading.address) URL.revokeObjectURL(loading.address);
    }
  }

  private async fetch(url: string, loading: Loading): Promise<string> {
    for (let attempt = 0; ; attempt++) {
      const response = await fetch(url, { signal: loading.stop.signal, credentials: 'same-origin' }).catch((fault: unknown) => {
        if (loading.stop.signal.aborted || attempt >= patience.length) throw fault;
        return null; // the line: tried again
      });
      if (response?.ok) {
        const address = URL.createObjectURL(await response.blob());
        loading.address = address;
        const picture = new Image();
        picture.src = address;
        await picture.decode();
        return address;
      }
      if (response && (response.status < 500 || attempt >= patience.length)) throw new Error(`image: ${response.status}`);
      await new Promise(resolve => setTimeout(resolve, patience[attempt]));
    }
  }
}
