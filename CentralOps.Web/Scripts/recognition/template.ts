import { Corners } from './_corners';
import { place, svg, type Host, type Kind, type Region, type Scene } from './_scene';
import { between, boxAt, guidesOf, resized, snapMove, snapSides, within, type Box, type Guides, type Sides } from './_snap';

const restMs = 300; // after the last arrow key a move is one change
const reach = 7; // pixels within which an edge finds a guide
const tools: Record<string, Kind> = { f: 'field', s: 'seal', a: 'anchor', c: 'code' };
const handleSides: readonly Sides[] = [
  { left: true, top: true }, { top: true }, { right: true, top: true }, { right: true },
  { right: true, bottom: true }, { bottom: true }, { left: true, bottom: true }, { left: true },
];
const ordinary: Record<Kind, { width: number; height: number }> = {
  field: { width: 40, height: 7 }, seal: { width: 42, height: 42 }, anchor: { width: 14, height: 5 }, code: { width: 14, height: 14 },
};

/** The drawing surface: regions over the picture of a form. What they mean is decided on the server, which gets every finished move. */
class Stage {
  private readonly picture = svg('svg', { class: 'form', role: 'application' });
  private readonly image = svg('image', { preserveAspectRatio: 'none' });
  private readonly ruled = svg('g', { class: 'ruled' });
  private readonly layer = svg('g');
  private readonly hints = svg('g', { class: 'guides' });
  private readonly draft = svg('rect', { class: 'draft', display: 'none' });
  private readonly corners: Corners;
  private readonly shapes = new Map<string, SVGGElement>();
  private readonly canvas: HTMLElement;
  private readonly endings: (() => void)[] = [];
  private scene: Scene = { width: 100, height: 100, image: null, regions: [], lines: [], boxes: [], selected: null, corners: null };
  private regions = new Map<string, Region>();
  private selected: string | null = null;
  private tool: Kind | null = null;
  private zoom = 1;
  private busy = false; // a gesture is going on
  private timer = 0;
  private waiting: string | null = null; // region whose move by keys is not yet told
  private sent = 0;
  private dirty = false;

  constructor(private readonly root: HTMLElement, private readonly host: Host, texts: Record<string, string>) {
    this.canvas = root.querySelector<HTMLElement>('[data-part=stage]')!;
    const cornerLayer = svg('g', { class: 'corners' });
    this.picture.append(this.image, this.ruled, this.layer, this.hints, this.draft, cornerLayer);
    this.picture.setAttribute('aria-label', texts['stage'] ?? '');
    this.canvas.replaceChildren(this.picture);
    this.corners = new Corners(cornerLayer, event => this.toUnits(event), n => `${texts['corner'] ?? ''} ${n}`);
    this.listen(this.picture, 'pointerdown', event => this.down(event as PointerEvent));
    this.listen(this.picture, 'dblclick', event => this.fill(event as MouseEvent));
    this.listen(this.canvas, 'keydown', event => this.key(event as KeyboardEvent));
    this.listen(this.canvas, 'wheel', event => this.wheel(event as WheelEvent));
    this.listen(root, 'click', event => this.pressed(event));
    this.listen(document, 'keydown', event => this.command(event as KeyboardEvent));
    this.listen(window, 'beforeunload', event => { if (this.dirty) event.preventDefault(); });
    const resizing = new ResizeObserver(() => this.fit());
    resizing.observe(this.canvas);
    this.endings.push(() => resizing.disconnect());
  }

  show(scene: Scene, dirty: boolean): void {
    this.dirty = dirty;
    if (this.busy || this.waiting) return; // what is being moved is told soon, and answered with a newer scene
    this.apply(scene);
  }

  cornersNow(): number[] {
    return this.corners.value;
  }

  async flush(): Promise<void> {
    window.clearTimeout(this.timer);
    const id = this.waiting;
    this.waiting = null;
    const region = id ? this.regions.get(id) : null;
    if (region) await this.tell('Moved', region.id, region.x, region.y, region.width, region.height);
  }

  focus(id: string): void {
    this.shapes.get(id)?.focus();
  }

  dispose(): void {
    window.clearTimeout(this.timer);
    this.endings.forEach(end => end());
    this.picture.remove();
  }

  private listen(target: EventTarget, name: string, action: (event: Event) => void): void {
    target.addEventListener(name, action, name === 'wheel' ? { passive: false } : undefined);
    this.endings.push(() => target.removeEventListener(name, action));
  }

  private apply(scene: Scene): void {
    const another = scene.image !== this.scene.image || scene.width !== this.scene.width || scene.height !== this.scene.height;
    this.scene = scene;
    this.regions = new Map(scene.regions.map(r => [r.id, r]));
    if (another) {
      this.picture.setAttribute('viewBox', `0 0 ${scene.width} ${scene.height}`);
      place(this.image, { x: 0, y: 0, width: scene.width, height: scene.height });
      if (scene.image) this.image.setAttribute('href', scene.image);
      else this.image.removeAttribute('href');
      this.fit();
    }
    this.ruled.replaceChildren(...scene.boxes.map(b => { const box = svg('rect'); place(box, b); return box; }));
    const hadFocus = this.layer.contains(document.activeElement);
    for (const [id, shape] of this.shapes) {
      if (this.regions.has(id)) continue;
      shape.remove();
      this.shapes.delete(id);
    }
    scene.regions.forEach((region, i) => {
      this.draw(region);
      // In the server's order, which is the order of Tab; a shape in its place is left alone, for one that is moved in the document loses the focus.
      const shape = this.shapes.get(region.id)!;
      if (this.layer.children[i] !== shape) this.layer.insertBefore(shape, this.layer.children[i] ?? null);
    });
    this.layer.setAttribute('display', scene.corners ? 'none' : 'inline');
    this.corners.show(scene.corners, scene.width, scene.height, scene.width / 90);
    const focus = scene.selected !== this.selected && scene.selected !== null && (hadFocus || this.canvas.contains(document.activeElement));
    this.select(scene.selected);
    if (focus) this.shapes.get(scene.selected!)?.focus();
    else if (hadFocus && !this.layer.contains(document.activeElement)) this.canvas.focus();
  }

  private unit(): number {
    return this.scene.width / (Number(this.picture.getAttribute('width')) || 1); // units of one pixel on the screen
  }

  private fit(): void {
    const { width, height } = this.scene;
    const room = Math.max(200, Math.min(this.canvas.clientWidth - 24, ((this.canvas.clientHeight - 24) * width) / height));
    const shown = Math.round(room * this.zoom);
    if (String(shown) === this.picture.getAttribute('width')) return;
    this.picture.setAttribute('width', String(shown));
    this.picture.setAttribute('height', String(Math.round((shown * height) / width)));
    for (const region of this.regions.values()) this.draw(region);
    this.select(this.selected);
  }

  private draw(region: Region): void {
    let shape = this.shapes.get(region.id);
    if (!shape) {
      shape = svg('g', { tabindex: 0, 'data-id': region.id });
      shape.append(svg('rect'), svg('path'), svg('text'), svg('title'));
      shape.addEventListener('focus', () => this.picked(region.id));
      this.shapes.set(region.id, shape);
    }
    const unit = this.unit();
    const [rect, cells, text, title] = [...shape.children] as [SVGRectElement, SVGPathElement, SVGTextElement, SVGTitleElement];
    shape.setAttribute('class', `region ${region.kind} ${region.state}`);
    shape.setAttribute('aria-label', `${region.label} ${region.note}`);
    place(rect, region);
    let grid = '';
    for (let i = 1; i < region.cells; i++) grid += `M${region.x + (region.width * i) / region.cells} ${region.y}v${region.height}`;
    cells.setAttribute('d', grid);
    text.setAttribute('x', String(region.x + 2 * unit));
    text.setAttribute('y', String(region.y + 11 * unit));
    text.setAttribute('font-size', String(11 * unit));
    text.textContent = region.label;
    title.textContent = region.note ? `${region.label}\n${region.note}` : region.label;
  }

  private select(id: string | null): void {
    this.selected = id;
    this.layer.querySelectorAll('.handle').forEach(h => h.remove());
    for (const [other, shape] of this.shapes) shape.classList.toggle('selected', other === id);
    const region = id ? this.regions.get(id) : undefined;
    if (!region) return;
    const shape = this.shapes.get(region.id)!;
    const size = 8 * this.unit();
    handleSides.forEach((sides, i) => {
      const x = region.x + (sides.left ? 0 : sides.right ? region.width : region.width / 2);
      const y = region.y + (sides.top ? 0 : sides.bottom ? region.height : region.height / 2);
      shape.append(svg('rect', { class: `handle h${i}`, 'data-handle': i, x: x - size / 2, y: y - size / 2, width: size, height: size }));
    });
  }

  private picked(id: string | null): void {
    if (id === this.selected) return;
    this.select(id);
    void this.tell('Picked', id);
  }

  private async tell(method: string, ...args: unknown[]): Promise<void> {
    const mine = ++this.sent;
    try {
      const scene = await this.host.invokeMethodAsync<Scene | null>(method, ...args);
      if (scene && mine === this.sent && !this.busy && !this.waiting) this.apply(scene);
    } catch {
      return; // the circuit has gone: the reconnect screen says so
    }
  }

  private toUnits(event: MouseEvent): { x: number; y: number } {
    const frame = this.picture.getBoundingClientRect();
    return { x: ((event.clientX - frame.left) * this.scene.width) / frame.width, y: ((event.clientY - frame.top) * this.scene.height) / frame.height };
  }

  private guides(without: string | null): Guides {
    return guidesOf(this.scene.lines, [...this.scene.boxes, ...[...this.regions.values()].filter(r => r.id !== without)]);
  }

  private showGuides(x: number | null, y: number | null): void {
    const { width, height } = this.scene;
    this.hints.replaceChildren();
    if (x !== null) this.hints.append(svg('line', { x1: x, x2: x, y1: 0, y2: height }));
    if (y !== null) this.hints.append(svg('line', { x1: 0, x2: width, y1: y, y2: y }));
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0 || this.scene.corners) return;
    const target = event.target as Element;
    const shape = target.closest<SVGGElement>('[data-id]');
    const start = this.toUnits(event);
    if (this.tool) return this.drawNew(event, start, this.tool);
    if (!shape) {
      this.canvas.focus({ preventScroll: true });
      event.preventDefault();
      return this.picked(null);
    }
    const region = this.regions.get(shape.dataset['id']!)!;
    const handle = target.getAttribute('data-handle');
    event.preventDefault();
    shape.focus({ preventScroll: true });
    const sides = handle === null ? null : handleSides[Number(handle)]!;
    const guides = this.guides(region.id);
    this.gesture(event, (at, free) => {
      const [dx, dy] = [at.x - start.x, at.y - start.y];
      const tolerance = free ? 0 : reach * this.unit();
      const next = sides ? snapSides(resized(region, sides, dx, dy), sides, guides, tolerance) : snapMove({ ...region, x: region.x + dx, y: region.y + dy }, guides, tolerance);
      this.showGuides(free ? null : next.x, free ? null : next.y);
      this.move(region.id, next.box);
    }, moved => {
      const now = this.regions.get(region.id);
      if (moved && now) void this.tell('Moved', now.id, now.x, now.y, now.width, now.height);
    });
  }

  private drawNew(event: PointerEvent, start: { x: number; y: number }, kind: Kind): void {
    event.preventDefault();
    const guides = this.guides(null);
    let drawn: Box | null = null;
    this.gesture(event, (at, free) => {
      const next = snapSides(between(start.x, start.y, at.x, at.y), { left: true, right: true, top: true, bottom: true }, guides, free ? 0 : reach * this.unit());
      drawn = next.box;
      this.showGuides(next.x, next.y);
      place(this.draft, drawn);
      this.draft.setAttribute('display', 'inline');
    }, moved => {
      this.draft.setAttribute('display', 'none');
      const { width, height } = ordinary[kind];
      const box = (moved && drawn) || boxAt(this.scene.boxes, start.x, start.y) || { x: start.x - width / 2, y: start.y - height / 2, width, height };
      this.add(kind, box);
    });
  }

  private add(kind: Kind, box: Box): void {
    const at = within(box, this.scene.width, this.scene.height);
    this.choose(null);
    this.canvas.focus({ preventScroll: true });
    void this.tell('Drawn', kind, at.x, at.y, at.width, at.height);
  }

  private gesture(down: PointerEvent, move: (at: { x: number; y: number }, free: boolean) => void, end: (moved: boolean) => void): void {
    this.busy = true;
    let moved = false;
    const moving = (event: PointerEvent) => {
      if (!moved && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < 3) return;
      moved = true;
      move(this.toUnits(event), event.altKey);
    };
    const up = () => {
      window.removeEventListener('pointermove', moving);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', up);
      this.busy = false;
      this.showGuides(null, null);
      end(moved);
    };
    window.addEventListener('pointermove', moving);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', up);
  }

  private move(id: string, box: Box): void {
    const region = this.regions.get(id);
    if (!region) return;
    const next = { ...region, ...box };
    this.regions.set(id, next);
    this.draw(next);
    this.select(id);
  }

  // A double click into a box makes the region fill it.
  private fill(event: MouseEvent): void {
    const id = (event.target as Element).closest<SVGGElement>('[data-id]')?.dataset['id'];
    const at = this.toUnits(event);
    const box = boxAt(this.scene.boxes, at.x, at.y);
    if (!id || !box) return;
    this.move(id, box);
    void this.tell('Moved', id, box.x, box.y, box.width, box.height);
  }

  private key(event: KeyboardEvent): void {
    if (this.scene.corners || event.ctrlKey || event.metaKey) return;
    const region = this.selected ? this.regions.get(this.selected) : undefined;
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (by && region) {
      const step = event.altKey ? 0.1 : 0.5;
      const [dx, dy] = [by[0]! * step, by[1]! * step];
      this.move(region.id, event.shiftKey ? resized(region, { right: true, bottom: true }, dx, dy) : { ...region, x: region.x + dx, y: region.y + dy });
      this.waiting = region.id;
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.flush(), restMs);
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && region) {
      void this.flush().then(() => this.tell('Removed', region.id));
    } else if (event.key === 'Escape') {
      this.choose(null);
      this.canvas.focus();
      this.picked(null);
    } else if (event.key === 'Enter' && this.tool) {
      const frame = this.canvas.getBoundingClientRect();
      const middle = this.toUnits(new MouseEvent('click', { clientX: frame.left + this.canvas.clientWidth / 2, clientY: frame.top + this.canvas.clientHeight / 2 }));
      const { width, height } = ordinary[this.tool];
      this.add(this.tool, { x: middle.x - width / 2, y: middle.y - height / 2, width, height });
    } else if (event.key === 'Enter' && region) {
      this.root.querySelector<HTMLElement>('[data-part=region] select, [data-part=region] input')?.focus();
    } else if (tools[event.key.toLowerCase()]) {
      this.choose(tools[event.key.toLowerCase()]!);
    } else if (event.key === '+' || event.key === '-' || event.key === '0') {
      this.scale(event.key === '0' ? null : event.key === '+' ? 1.25 : 0.8);
    } else {
      return;
    }
    event.preventDefault();
  }

  private command(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (key === 's') {
      (document.activeElement as HTMLElement | null)?.blur(); // a field that is being typed in is part of what is saved
      this.root.querySelector<HTMLButtonElement>('[data-act=save]')?.click();
    } else if (!typing && (key === 'z' || key === 'y')) {
      void this.flush().then(() => this.tell(key === 'y' || event.shiftKey ? 'Redo' : 'Undo'));
    } else {
      return;
    }
    event.preventDefault();
  }

  private choose(tool: Kind | null): void {
    this.tool = tool;
    this.canvas.classList.toggle('drawing', tool !== null);
    this.root.querySelectorAll<HTMLElement>('[data-tool]').forEach(b => b.setAttribute('aria-pressed', String(b.dataset['tool'] === (tool ?? 'select'))));
  }

  private pressed(event: Event): void {
    const button = (event.target as Element).closest<HTMLElement>('[data-tool], [data-zoom]');
    if (!button || !this.root.contains(button)) return;
    if (button.dataset['zoom']) return this.scale(button.dataset['zoom'] === 'fit' ? null : Number(button.dataset['zoom']));
    const tool = button.dataset['tool'];
    this.choose(tool === 'select' ? null : (tool as Kind));
    this.canvas.focus({ preventScroll: true });
  }

  private scale(by: number | null): void {
    this.zoom = by === null ? 1 : Math.min(8, Math.max(0.5, this.zoom * by));
    this.fit();
  }

  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.scale(event.deltaY < 0 ? 1.15 : 1 / 1.15);
  }
}

/** Mounts the drawing surface. */
export function mount(root: HTMLElement, host: Host, texts: Record<string, string>) {
  const stage = new Stage(root, host, texts);
  return {
    show: (scene: Scene, dirty: boolean) => stage.show(scene, dirty),
    corners: () => stage.cornersNow(),
    flush: () => stage.flush(),
    focus: (id: string) => stage.focus(id),
    dispose: () => stage.dispose(),
  };
}
