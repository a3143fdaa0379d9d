import type { Mark } from './_dialogs';

/** A page as the server describes it. */
export interface PageImage {
  id: string;
  url: string;
  width: number;
  height: number;
}

/** The part of OpenSeadragon that is used here. */
interface Viewport {
  viewerElementToImageCoordinates(point: unknown): { x: number; y: number };
  imageToViewportRectangle(x: number, y: number, width: number, height: number): unknown;
  getBounds(): unknown;
  fitBounds(bounds: unknown, immediately?: boolean): void;
  fitBoundsWithConstraints(bounds: unknown, immediately?: boolean): void;
  zoomBy(factor: number): void;
  applyConstraints(): void;
  goHome(immediately?: boolean): void;
  getRotation(): number;
  setRotation(degrees: number): void;
}
interface Viewer {
  viewport: Viewport;
  open(source: unknown): void;
  addOnceHandler(name: string, handler: () => void): void;
  addOverlay(overlay: unknown): void;
  clearOverlays(): void;
  destroy(): void;
}
interface Seadragon {
  (options: unknown): Viewer;
  Point: new (x: number, y: number) => unknown;
  Rect: new (x: number, y: number, width: number, height: number) => unknown;
}

let loading: Promise<Seadragon> | null = null;

function seadragon(): Promise<Seadragon> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = 'lib/openseadragon/openseadragon.min.js';
    script.onload = () => resolve((window as unknown as { OpenSeadragon: Seadragon }).OpenSeadragon);
    script.onerror = () => { loading = null; reject(new Error('viewer not loaded')); };
    document.head.append(script);
  });
  return loading;
}

/** Loads an image into the viewer; false = it did not come. */
function load(viewer: Viewer, url: string): Promise<boolean> {
  return new Promise(resolve => {
    viewer.addOnceHandler('open', () => resolve(true));
    viewer.addOnceHandler('open-failed', () => resolve(false));
    viewer.open({ type: 'image', url, crossOriginPolicy: false, ajaxWithCredentials: false });
  });
}

const svg = 'http://www.w3.org/2000/svg';

/** Deep-zoom view of one page at a time, with the zone of a field and marks drawn over it in page pixels. */
export class PageViewer {
  private viewer: Viewer | null = null;
  private page: PageImage | null = null;
  private zone: readonly number[] | null = null;
  private marks: readonly Mark[] = [];
  private layer: SVGSVGElement | null = null;
  private gone = false;

  constructor(private readonly element: HTMLElement, private pages: readonly PageImage[], private readonly seen: (pageId: string) => void) {}

  /** Id of the page on screen. */
  get pageId(): string | null {
    return this.page?.id ?? null;
  }

  /** The layer over the image, in page pixels, for handles of the panel; null until a page is open. */
  get overlay(): SVGSVGElement | null {
    return this.layer;
  }

  /** Shows a page; resolves when it is painted. */
  async show(pageId: string): Promise<void> {
    const page = this.pages.find(p => p.id === pageId);
    if (!page || this.page?.id === pageId) return;
    this.page = page;
    this.element.setAttribute('aria-busy', 'true');
    const OpenSeadragon = await seadragon();
    if (this.gone || this.page !== page) return;
    this.viewer ??= OpenSeadragon({
      element: this.element, drawer: 'canvas', showNavigationControl: false, animationTime: 0.12, springStiffness: 12,
      maxZoomPixelRatio: 6, minZoomImageRatio: 0.6, visibilityRatio: 0.4, gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    });
    const viewer = this.viewer;
    // An image that was lost on its way is asked for once more; after that the page can be chosen again.
    for (let attempt = 1; !(await load(viewer, page.url)); attempt++) {
      if (this.gone || this.page !== page) return;
      if (attempt < 2) continue;
      this.page = null;
      this.element.removeAttribute('aria-busy');
      return;
    }
    if (this.gone || this.page !== page) return;
    this.element.removeAttribute('aria-busy');
    this.layer = document.createElementNS(svg, 'svg');
    this.layer.setAttribute('viewBox', `0 0 ${page.width} ${page.height}`);
    this.layer.setAttribute('preserveAspectRatio', 'none');
    this.layer.classList.add('viewer-layer');
    viewer.clearOverlays();
    viewer.addOverlay({ element: this.layer, location: new OpenSeadragon.Rect(0, 0, 1, page.height / page.width) });
    this.draw();
    this.seen(page.id);
  }

  /** Pages have other addresses; the one on screen is loaded again, as close and as turned as it was. */
  async renew(pages: readonly PageImage[]): Promise<void> {
    this.pages = pages;
    const [before, viewport] = [this.page, this.viewer?.viewport];
    const after = pages.find(p => p.id === before?.id);
    if (!before || !after || !viewport || after.url === before.url) return;
    const [bounds, turned] = [viewport.getBounds(), viewport.getRotation()];
    this.page = null;
    await this.show(after.id);
    if (this.pageId !== after.id) return;
    viewport.setRotation(turned);
    viewport.fitBounds(bounds, true);
  }

  /** Highlights a field's zone (corners in page pixels) and, unless told otherwise, goes close to it; null = none. */
  async highlight(pageId: string | null, quad: readonly number[] | null, close = true): Promise<void> {
    if (pageId) await this.show(pageId);
    this.zone = quad;
    this.draw();
    if (!close || !quad || quad.length < 8 || !this.viewer || !this.page) return;
    const xs = [quad[0]!, quad[2]!, quad[4]!, quad[6]!], ys = [quad[1]!, quad[3]!, quad[5]!, quad[7]!];
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
    const room = Math.max(width * 0.6, height * 3, this.page.width * 0.08);
    this.viewer.viewport.fitBoundsWithConstraints(this.viewer.viewport.imageToViewportRectangle(left - room, top - room, width + 2 * room, height + 2 * room));
  }

  /** Draws marks. */
  setMarks(marks: readonly Mark[]): void {
    this.marks = marks;
    this.draw();
  }

  zoom(factor: number): void {
    this.viewer?.viewport.zoomBy(factor);
    this.viewer?.viewport.applyConstraints();
  }

  rotate(degrees: number): void {
    const viewport = this.viewer?.viewport;
    viewport?.setRotation(viewport.getRotation() + degrees);
  }

  home(): void {
    this.viewer?.viewport.goHome();
  }

  contrast(): void {
    this.element.classList.toggle('contrast');
  }

  /** Page pixels under a point of the window; null = no page. */
  toPage(clientX: number, clientY: number): { x: number; y: number } | null {
    const Point = (window as unknown as { OpenSeadragon?: Seadragon }).OpenSeadragon?.Point;
    if (!this.viewer || !Point) return null;
    const box = this.element.getBoundingClientRect();
    return this.viewer.viewport.viewerElementToImageCoordinates(new Point(clientX - box.left, clientY - box.top));
  }

  /** Lets the person draw a rectangle; Escape gives up. */
  drawMark(): Promise<Mark | null> {
    const page = this.page;
    if (!page) return Promise.resolve(null);
    const sheet = document.createElement('div');
    sheet.className = 'viewer-marking';
    const frame = document.createElement('div');
    this.element.append(sheet);
    return new Promise(resolve => {
      let from: { x: number; y: number } | null = null;
      const end = (mark: Mark | null) => {
        sheet.remove();
        document.removeEventListener('keydown', escape, true);
        resolve(mark);
      };
      const escape = (event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        end(null);
      };
      document.addEventListener('keydown', escape, true);
      sheet.addEventListener('pointerdown', event => {
        from = { x: event.clientX, y: event.clientY };
        sheet.setPointerCapture(event.pointerId);
        sheet.append(frame);
        event.stopPropagation();
      });
      sheet.addEventListener('pointermove', event => {
        if (!from) return;
        const box = this.element.getBoundingClientRect();
        Object.assign(frame.style, {
          left: `${Math.min(from.x, event.clientX) - box.left}px`, top: `${Math.min(from.y, event.clientY) - box.top}px`,
          width: `${Math.abs(event.clientX - from.x)}px`, height: `${Math.abs(event.clientY - from.y)}px`,
        });
      });
      sheet.addEventListener('pointerup', event => {
        const a = from && this.toPage(from.x, from.y), b = this.toPage(event.clientX, event.clientY);
        if (!a || !b) return end(null);
        const clamp = (v: number, max: number) => Math.min(Math.max(v, 0), max);
        const [x0, x1] = [clamp(Math.min(a.x, b.x), page.width), clamp(Math.max(a.x, b.x), page.width)];
        const [y0, y1] = [clamp(Math.min(a.y, b.y), page.height), clamp(Math.max(a.y, b.y), page.height)];
        end(x1 - x0 < 4 || y1 - y0 < 4 ? null : { pageId: page.id, x: Math.round(x0), y: Math.round(y0), width: Math.round(x1 - x0), height: Math.round(y1 - y0) });
      });
    });
  }

  dispose(): void {
    this.gone = true;
    this.viewer?.destroy();
  }

  private draw(): void {
    const { layer, page } = this;
    if (!layer || !page) return;
    layer.querySelectorAll('.zone, .mark').forEach(old => old.remove());
    if (this.zone && this.zone.length >= 8) {
      const polygon = document.createElementNS(svg, 'polygon');
      polygon.classList.add('zone');
      polygon.setAttribute('points', this.zone.slice(0, 8).join(' '));
      layer.prepend(polygon);
    }
    for (const mark of this.marks.filter(m => m.pageId === page.id)) {
      const rect = document.createElementNS(svg, 'rect');
      rect.classList.add('mark');
      for (const side of ['x', 'y', 'width', 'height'] as const) rect.setAttribute(side, String(mark[side]));
      layer.append(rect);
    }
  }
}
