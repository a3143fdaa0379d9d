import { inkOf, tint, type Ink } from '../_desk/_ink';

/** How specimen and impression are shown together. */
export type SealMode = 'overlay' | 'blink' | 'swipe' | 'difference';

/** What the stage shows now. */
export interface SealView {
  mode: SealMode;
  /** Opacity of the impression, 0 … 1. */
  opacity: number;
  /** Rotation of the impression, degrees. */
  angle: number;
  /** Shift of the impression, pixels of the specimen. */
  dx: number;
  dy: number;
  /** Ink weaker than this (0 … 255) counts as paper. */
  threshold: number;
  folds: boolean;
  /** Where the swipe divides, 0 … 1. */
  split: number;
  /** Ends of the measured line, in pixels of the specimen. */
  measure: { x: number; y: number }[];
}

/** The view that every seal starts with. */
export const startView: Readonly<SealView> = { mode: 'overlay', opacity: 0.6, angle: 0, dx: 0, dy: 0, threshold: 60, folds: false, split: 0.5, measure: [] };

const specimenColour = [20, 90, 180] as const;
const impressionColour = [190, 40, 30] as const;

/** Pictures of one seal; null where there is none. */
export class SealPictures {
  specimen: HTMLImageElement | null = null;
  impression: HTMLImageElement | null = null;
  difference: HTMLImageElement | null = null;
  private inks = new Map<HTMLImageElement, Ink>();
  private tinted = new Map<string, HTMLCanvasElement>();

  static async load(urls: { specimen: string | null; impression: string | null; difference: string | null }): Promise<SealPictures> {
    const pictures = new SealPictures();
    [pictures.specimen, pictures.impression, pictures.difference] = await Promise.all([picture(urls.specimen), picture(urls.impression), picture(urls.difference)]);
    return pictures;
  }

  /** The ink of a picture in its colour. */
  ink(image: HTMLImageElement, threshold: number): HTMLCanvasElement {
    const key = `${image === this.specimen}|${threshold}`;
    const known = this.tinted.get(key);
    if (known) return known;
    let ink = this.inks.get(image);
    if (!ink) {
      const source = canvasOf(image.naturalWidth, image.naturalHeight);
      const context = source.getContext('2d', { willReadFrequently: true })!;
      context.drawImage(image, 0, 0);
      ink = inkOf(source.width, source.height, context.getImageData(0, 0, source.width, source.height).data);
      this.inks.set(image, ink);
    }
    const result = canvasOf(ink.width, ink.height);
    const pixels = result.getContext('2d')!.createImageData(ink.width, ink.height);
    pixels.data.set(tint(ink, threshold, image === this.specimen ? specimenColour : impressionColour));
    result.getContext('2d')!.putImageData(pixels, 0, 0);
    if (this.tinted.size > 16) this.tinted.clear();
    this.tinted.set(key, result);
    return result;
  }
}

function picture(url: string | null): Promise<HTMLImageElement | null> {
  if (!url) return Promise.resolve(null);
  return new Promise(resolve => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => resolve(null);
    image.src = url;
  });
}

function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/** Pixels of the screen per pixel of the specimen on a canvas: equal for all pictures of a seal. */
export function scaleOn(canvas: HTMLCanvasElement, pictures: SealPictures): number {
  const widest = Math.max(pictures.specimen?.naturalWidth ?? 1, pictures.impression?.naturalWidth ?? 1);
  const highest = Math.max(pictures.specimen?.naturalHeight ?? 1, pictures.impression?.naturalHeight ?? 1);
  return Math.min((canvas.clientWidth - 12) / widest, (canvas.clientHeight - 12) / highest);
}

/** Draws one picture alone, as it is. */
export function drawAlone(canvas: HTMLCanvasElement, pictures: SealPictures, which: 'specimen' | 'impression', view: SealView): void {
  const context = prepare(canvas);
  const image = pictures[which];
  if (image) place(context, canvas, image, scaleOn(canvas, pictures) * fitOf(pictures, image), which === 'impression' ? view : null);
  if (view.folds) drawFolds(context, canvas);
}

/** Draws both together. `on` is the blink's phase. */
export function drawTogether(canvas: HTMLCanvasElement, pictures: SealPictures, view: SealView, on: boolean): void {
  const context = prepare(canvas);
  const scale = scaleOn(canvas, pictures);
  const { specimen, impression, difference } = pictures;
  if (view.mode === 'difference' && difference) {
    place(context, canvas, difference, scale * fitOf(pictures, difference), null);
  } else {
    const half = canvas.clientWidth * view.split;
    context.globalCompositeOperation = 'multiply';
    if (specimen && !(view.mode === 'blink' && on)) clipped(context, canvas, view.mode === 'swipe' ? [0, half] : null, () => place(context, canvas, pictures.ink(specimen, view.threshold), scale, null));
    context.globalAlpha = view.mode === 'overlay' ? view.opacity : 1;
    if (impression && !(view.mode === 'blink' && !on)) clipped(context, canvas, view.mode === 'swipe' ? [half, canvas.clientWidth] : null, () => place(context, canvas, pictures.ink(impression, view.threshold), scale * fitOf(pictures, impression), view));
    context.globalAlpha = 1;
    context.globalCompositeOperation = 'source-over';
    if (view.mode === 'swipe') line(context, half, 0, half, canvas.clientHeight, '#0b6b6b');
  }
  if (view.folds) drawFolds(context, canvas);
  drawMeasure(context, canvas, pictures, view);
}

/** Point of the specimen under a point of a canvas. */
export function toSpecimen(canvas: HTMLCanvasElement, pictures: SealPictures, x: number, y: number): { x: number; y: number } {
  const scale = scaleOn(canvas, pictures);
  return { x: (x - canvas.clientWidth / 2) / scale, y: (y - canvas.clientHeight / 2) / scale };
}

function prepare(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d')!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  return context;
}

/** The machine moves impression and difference into the specimen's frame at its own resolution; a raw cut-out has another shape and stays as it is. */
function fitOf(pictures: SealPictures, image: HTMLImageElement): number {
  const specimen = pictures.specimen;
  if (!specimen) return 1;
  const fit = specimen.naturalWidth / image.naturalWidth;
  return Math.abs(specimen.naturalHeight / image.naturalHeight / fit - 1) < 0.03 ? fit : 1;
}

function place(context: CanvasRenderingContext2D, canvas: HTMLCanvasElement, image: HTMLImageElement | HTMLCanvasElement, scale: number, moved: SealView | null): void {
  const width = image instanceof HTMLImageElement ? image.naturalWidth : image.width;
  const height = image instanceof HTMLImageElement ? image.naturalHeight : image.height;
  context.save();
  context.translate(canvas.clientWidth / 2 + (moved?.dx ?? 0) * scale, canvas.clientHeight / 2 + (moved?.dy ?? 0) * scale);
  context.rotate(((moved?.angle ?? 0) * Math.PI) / 180);
  context.drawImage(image, (-width * scale) / 2, (-height * scale) / 2, width * scale, height * scale);
  context.restore();
}

function clipped(context: CanvasRenderingContext2D, canvas: HTMLCanvasElement, span: readonly [number, number] | null, draw: () => void): void {
  context.save();
  if (span) {
    context.beginPath();
    context.rect(span[0], 0, span[1] - span[0], canvas.clientHeight);
    context.clip();
  }
  draw();
  context.restore();
}

// Fold lines through the centre, as an examiner folds the paper: upright, level and both diagonals.
function drawFolds(context: CanvasRenderingContext2D, canvas: HTMLCanvasElement): void {
  const [w, h] = [canvas.clientWidth, canvas.clientHeight];
  const reach = Math.max(w, h);
  for (const [x, y] of [[0, 1], [1, 0], [1, 1], [1, -1]] as const)
    line(context, w / 2 - x * reach, h / 2 - y * reach, w / 2 + x * reach, h / 2 + y * reach, 'rgb(11 107 107 / 55%)');
}

function drawMeasure(context: CanvasRenderingContext2D, canvas: HTMLCanvasElement, pictures: SealPictures, view: SealView): void {
  const scale = scaleOn(canvas, pictures);
  const points = view.measure.map(p => ({ x: canvas.clientWidth / 2 + p.x * scale, y: canvas.clientHeight / 2 + p.y * scale }));
  for (const p of points) {
    context.strokeStyle = '#7a3e00';
    context.strokeRect(p.x - 3, p.y - 3, 6, 6);
  }
  if (points.length === 2) line(context, points[0]!.x, points[0]!.y, points[1]!.x, points[1]!.y, '#7a3e00');
}

function line(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}
