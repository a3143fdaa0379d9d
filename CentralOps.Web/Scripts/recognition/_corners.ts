import { svg } from './_scene';

/** Four corners that are dragged onto the form's corners on a page, by mouse or with the arrow keys. */
export class Corners {
  private points: number[] = [];
  private readonly paper = svg('polygon', { class: 'paper' });
  private readonly handles: SVGCircleElement[] = [];
  private width = 1;
  private height = 1;

  constructor(private readonly layer: SVGGElement, private readonly toUnits: (event: PointerEvent) => { x: number; y: number }, label: (n: number) => string) {
    layer.append(this.paper);
    for (let i = 0; i < 4; i++) {
      const handle = svg('circle', { class: 'corner', tabindex: 0, role: 'button', 'aria-label': label(i + 1) });
      handle.addEventListener('pointerdown', event => this.drag(i, event));
      handle.addEventListener('keydown', event => this.key(i, event));
      this.handles.push(handle);
      layer.append(handle);
    }
  }

  /** Shows them, or hides them. */
  show(points: readonly number[] | null, width: number, height: number, radius: number): void {
    this.layer.toggleAttribute('hidden', points === null);
    this.layer.setAttribute('display', points === null ? 'none' : 'inline');
    if (!points) return;
    [this.points, this.width, this.height] = [[...points], width, height];
    this.handles.forEach(h => h.setAttribute('r', String(radius)));
    this.draw();
  }

  get value(): number[] {
    return [...this.points];
  }

  private draw(): void {
    this.paper.setAttribute('points', this.points.join(' '));
    this.handles.forEach((handle, i) => {
      handle.setAttribute('cx', String(this.points[i * 2]));
      handle.setAttribute('cy', String(this.points[i * 2 + 1]));
      handle.setAttribute('aria-valuetext', `${this.points[i * 2]}, ${this.points[i * 2 + 1]}`);
    });
  }

  private set(index: number, x: number, y: number): void {
    this.points[index * 2] = Math.round(Math.min(Math.max(x, 0), this.width));
    this.points[index * 2 + 1] = Math.round(Math.min(Math.max(y, 0), this.height));
    this.draw();
  }

  private drag(index: number, down: PointerEvent): void {
    down.preventDefault();
    const handle = this.handles[index]!;
    handle.focus();
    handle.setPointerCapture(down.pointerId);
    const move = (event: PointerEvent) => { const at = this.toUnits(event); this.set(index, at.x, at.y); };
    const up = () => { handle.removeEventListener('pointermove', move); handle.removeEventListener('pointerup', up); handle.removeEventListener('pointercancel', up); };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', up);
    handle.addEventListener('pointercancel', up);
  }

  private key(index: number, event: KeyboardEvent): void {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!by) return;
    event.preventDefault();
    const step = event.shiftKey ? this.width / 60 : Math.max(1, this.width / 1000);
    this.set(index, this.points[index * 2]! + by[0]! * step, this.points[index * 2 + 1]! + by[1]! * step);
  }
}
