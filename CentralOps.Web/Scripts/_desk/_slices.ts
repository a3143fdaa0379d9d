import { part } from './_panel';

/** Shows a slice three times its size where the stage allows it, more on request, and makes what stands under it as wide as it. */
export function fitSlice(root: HTMLElement, image: HTMLImageElement, zoom: number): void {
  const { naturalWidth, naturalHeight } = image;
  if (naturalWidth === 0) return;
  const stage = part(root, 'stage');
  const fits = Math.min((stage.clientWidth - 16) / naturalWidth, (stage.clientHeight - 16) / naturalHeight);
  const scale = zoom > 3 ? Math.min(zoom, fits * (zoom / 3)) : Math.min(zoom, fits);
  image.style.width = `${Math.round(naturalWidth * scale)}px`;
  part(root, 'line').style.width = `${Math.round(Math.min(Math.max(naturalWidth * scale, 480), stage.clientWidth - 16))}px`;
}
