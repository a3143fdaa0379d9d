import type { Editor } from './editor';
import type { Shape } from './_model';
import { link, mayLink, mayRemove, places, reaches, removePart } from './_requirements';

const svg = 'http://www.w3.org/2000/svg';
const grid = 10;
const smallest = 0.7; // below that the names cannot be read: then it is scrolled
const twice = 400; // milliseconds between the clicks of a double click

interface Point { readonly x: number; readonly y: number }

/** The diagram of requirements: decisions, input data and knowledge models, and who needs what. Drag to move, drag from the dot to connect; all of it by keys, too. */
export class Graph {
  told = '';
  private shapes: readonly Shape[] = [];
  private scale = 1;
  private edge = ''; // selected requirement: "from|to"
  private from = ''; // what is being connected
  private clicked = { key: '', at: 0 }; // the picture is drawn anew with every click, so that the browser sees no double click
  private readonly canvas: SVGSVGElement;

  constructor(private readonly root: HTMLElement, private readonly editor: Editor) {
    this.canvas = made('svg', { role: 'group', 'aria-label': editor.t('graph') });
    root.append(this.canvas);
    this.canvas.addEventListener('pointerdown', event => this.pressed(event));
    this.canvas.addEventListener('keydown', event => this.key(event));
  }

  show(): void {
    const had = (document.activeElement as Element | null)?.getAttribute('data-node');
    this.shapes = places(this.editor.set_);
    const right = Math.max(0, ...this.shapes.map(s => s.x + s.width)) + 60;
    const bottom = Math.max(0, ...this.shapes.map(s => s.y + s.height)) + 60;
    this.scale = Math.min(1, Math.max(smallest, (this.root.clientWidth || right) / right));
    this.canvas.setAttribute('viewBox', `0 0 ${right} ${bottom}`);
    this.canvas.style.width = `${right * this.scale}px`;
    this.canvas.style.height = `${bottom * this.scale}px`;
    this.canvas.replaceChildren(arrows(), ...this.edges(), ...this.shapes.map(s => this.node(s)));
    if (had != null && this.root.contains(this.canvas)) this.focus(had);
    this.told = this.from !== '' ? this.editor.t('connectTo', this.nameOf(this.from)) : this.edge !== '' ? this.editor.t('edgeHint', ...this.edge.split('|').map(k => this.nameOf(k))) : this.editor.t('graphHint');
  }

  focus(key: string): void { this.canvas.querySelector<SVGGElement>(`[data-node="${CSS.escape(key)}"]`)?.focus(); }

  layOut(): void {
    const shapes = places(this.editor.set_, true);
    this.editor.change({ ...this.editor.set_, shapes });
    this.root.scrollTo(0, 0);
  }

  /** The next element that is chosen will need this one. */
  connect(key: string): void {
    this.from = this.from === key ? '' : key;
    this.editor.refresh();
    this.focus(key);
  }

  private nameOf(key: string): string {
    const set = this.editor.set_;
    return set.decisions.find(d => d.key === key)?.name ?? set.inputs.find(i => i.key === key)?.label ?? set.knowledge.find(k => k.key === key)?.name ?? key;
  }

  private node(shape: Shape): SVGGElement {
    const set = this.editor.set_;
    const { key, x, y, width, height } = shape;
    const decision = set.decisions.find(d => d.key === key);
    const kind = decision ? 'decision' : set.inputs.some(i => i.key === key) ? 'input' : 'knowledge';
    const found = this.editor.findings.filter(f => f.decision === key);
    const failed = set.tests.some(t => t.decision === key && this.editor.outcomes.find(o => o.key === t.key)?.verdict === 'Failed');
    const mark = failed || found.some(f => !f.warning) ? '■' : found.length > 0 ? '▲' : '';
    const name = this.nameOf(key);
    const group = made('g', { class: `node ${kind}${key === this.editor.view.part ? ' on' : ''}${this.from !== '' && this.from !== key ? (mayLink(set, this.from, key) ? ' may' : ' dim') : ''}`, 'data-node': key, tabindex: '0', role: 'button', 'aria-label': `${this.editor.t(`node.${kind}`)} ${name}`, transform: `translate(${x} ${y})` });
    group.append(kind === 'knowledge'
      ? made('path', { class: 'body', d: `M14 0H${width}V${height - 14}L${width - 14} ${height}H0V14Z` })
      : made('rect', { class: 'body', width: String(width), height: String(height), rx: kind === 'input' ? String(height / 2) : '3' }));
    const sign = decision ? (decision.kind === 'table' ? '▦' : 'ƒ') : kind === 'knowledge' ? 'λ' : '';
    if (sign !== '') group.append(label(sign, 8, 17, 'sign'));
    if (mark !== '') group.append(label(mark, width - 8, 17, mark === '■' ? 'sign end breached' : 'sign end due'));
    const lines = broken(name, Math.floor((width - 24) / 13));
    lines.forEach((line, i) => group.append(label(line, width / 2, height / 2 + 5 + (i - (lines.length - 1) / 2) * 18, 'name')));
    group.append(made('circle', { class: 'dot', 'data-dot': key, cx: String(width / 2), cy: '0', r: '6' }));
    return group;
  }

  private edges(): SVGGElement[] {
    const set = this.editor.set_;
    return [...set.decisions, ...set.knowledge].flatMap(to => to.needs.map(from => {
      const [a, b] = [this.shapeOf(from), this.shapeOf(to.key)];
      if (!a || !b) return undefined;
      const id = `${from}|${to.key}`;
      const known = set.knowledge.some(k => k.key === from);
      const [start, end] = [border(a, b), border(b, a)];
      const d = `M${start.x} ${start.y}L${end.x} ${end.y}`;
      const group = made('g', { class: `edge${known ? ' knowledge' : ''}${id === this.edge ? ' on' : ''}`, 'data-edge': id, tabindex: '0', role: 'button', 'aria-label': `${this.nameOf(from)} → ${this.nameOf(to.key)}` });
      group.append(made('path', { class: 'hit', d }), made('path', { class: 'line', d, 'marker-end': `url(#${known ? 'rg-open' : 'rg-full'})` }));
      return group;
    })).filter(e => e !== undefined);
  }

  private shapeOf(key: string): Shape | undefined { return this.shapes.find(s => s.key === key); }

  private choose(key: string): void {
    if (this.from !== '' && this.from !== key) {
      const from = this.from;
      this.from = '';
      this.linked(from, key);
      return;
    }
    this.edge = '';
    this.editor.pick(key);
  }

  private linked(from: string, to: string): void {
    const set = this.editor.set_;
    if (mayLink(set, from, to)) this.editor.change(link(set, from, to, true));
    else {
      this.editor.refresh();
      this.say(this.editor.t(reaches(set, from, to) ? 'noCircle' : 'noLink', this.nameOf(from), this.nameOf(to)));
      return;
    }
    this.editor.pick(to);
  }

  private say(text: string): void {
    this.told = text;
    this.editor.part('status').textContent = text;
  }

  private open(key: string): void {
    if (this.editor.set_.inputs.some(i => i.key === key)) return;
    this.editor.open(key);
    this.editor.focusGrid();
  }

  private remove(): void {
    if (this.edge !== '') {
      const [from, to] = this.edge.split('|') as [string, string];
      this.edge = '';
      this.editor.change(link(this.editor.set_, from, to, false));
    } else if (mayRemove(this.editor, this.editor.view.part)) removePart(this.editor, this.editor.view.part);
    else this.say(this.editor.t('notRemovable', this.nameOf(this.editor.view.part)));
  }

  private pressed(event: PointerEvent): void {
    const target = event.target as Element;
    const edge = target.closest('[data-edge]');
    if (edge) {
      this.edge = edge.getAttribute('data-edge')!;
      this.editor.refresh();
      this.canvas.querySelector<SVGGElement>(`[data-edge="${CSS.escape(this.edge)}"]`)?.focus();
      return;
    }
    const key = keyAt(event);
    const shape = this.shapeOf(key);
    if (!shape || event.button !== 0) return;
    event.preventDefault();
    const dot = target.getAttribute('data-dot') !== null;
    const begin = this.at(event);
    let moved = false;
    const line = made('path', { class: 'draft' });
    const move = (next: PointerEvent) => {
      const to = this.at(next);
      moved ||= Math.abs(to.x - begin.x) + Math.abs(to.y - begin.y) > 4;
      if (!moved) return;
      if (dot) {
        line.setAttribute('d', `M${shape.x + shape.width / 2} ${shape.y}L${to.x} ${to.y}`);
        this.canvas.append(line);
      } else this.moving(key, this.moved(shape, to, begin));
    };
    const up = (last: PointerEvent) => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      line.remove();
      const over = document.elementFromPoint(last.clientX, last.clientY)?.closest('[data-node]')?.getAttribute('data-node') ?? '';
      if (dot && moved) {
        if (over !== '' && over !== key) this.linked(key, over);
      } else if (moved) this.place(this.moved(shape, this.at(last), begin));
      else if (key === this.clicked.key && last.timeStamp - this.clicked.at < twice) this.open(key);
      else {
        this.clicked = { key, at: last.timeStamp };
        this.choose(key);
      }
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
  }

  private moved(shape: Shape, to: Point, begin: Point): Shape {
    return { ...shape, x: Math.max(0, Math.round((shape.x + to.x - begin.x) / grid) * grid), y: Math.max(grid, Math.round((shape.y + to.y - begin.y) / grid) * grid) };
  }

  // While it is dragged only the picture changes.
  private moving(key: string, shape: Shape): void {
    this.shapes = this.shapes.map(s => (s.key === key ? shape : s));
    this.canvas.querySelectorAll('.edge').forEach(e => e.remove());
    this.canvas.querySelector('defs')!.after(...this.edges());
    this.canvas.querySelector(`[data-node="${CSS.escape(key)}"]`)?.setAttribute('transform', `translate(${shape.x} ${shape.y})`);
  }

  private place(shape: Shape): void {
    this.editor.change({ ...this.editor.set_, shapes: this.shapes.map(s => (s.key === shape.key ? shape : s)) });
    this.editor.pick(shape.key);
  }

  private at(event: PointerEvent): Point {
    const box = this.canvas.getBoundingClientRect();
    return { x: (event.clientX - box.left) / this.scale, y: (event.clientY - box.top) / this.scale };
  }

  private key(event: KeyboardEvent): void {
    const edge = (event.target as Element).closest('[data-edge]')?.getAttribute('data-edge') ?? '';
    const key = edge === '' ? keyAt(event) : '';
    const shape = this.shapeOf(key);
    const control = event.ctrlKey || event.metaKey;
    const step: Point | undefined = ({ ArrowLeft: { x: -grid, y: 0 }, ArrowRight: { x: grid, y: 0 }, ArrowUp: { x: 0, y: -grid }, ArrowDown: { x: 0, y: grid } } as Record<string, Point>)[event.key];
    if (control && event.key.toLowerCase() === 'z') this.editor.undo();
    else if (control && event.key.toLowerCase() === 'y') this.editor.redo();
    else if (control) return;
    else if (event.key === 'Escape' && this.from !== '') { this.from = ''; this.editor.refresh(); }
    else if (event.key === 'Delete' && (edge !== '' || key !== '')) { this.edge = edge; if (key !== '') this.editor.view = { part: key, mode: 'graph' }; this.remove(); }
    else if (!shape) return;
    else if (step) this.place(this.moved(shape, step, { x: 0, y: 0 }));
    else if (event.key === ' ') this.choose(key);
    else if (event.key === 'Enter') { if (this.from !== '' && this.from !== key) this.choose(key); else this.open(key); }
    else if (event.key.toLowerCase() === 'c') this.connect(key);
    else return;
    event.preventDefault();
  }
}

const keyAt = (event: Event): string => (event.target as Element).closest('[data-node]')?.getAttribute('data-node') ?? '';

function made<K extends keyof SVGElementTagNameMap>(kind: K, attributes: Record<string, string> = {}): SVGElementTagNameMap[K] {
  const element = document.createElementNS(svg, kind);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function label(text: string, x: number, y: number, kind: string): SVGTextElement {
  const element = made('text', { x: String(x), y: String(y), class: kind });
  element.textContent = text;
  return element;
}

function arrows(): SVGDefsElement {
  const defs = made('defs');
  const marker = (id: string, d: string, kind: string) => {
    const element = made('marker', { id, viewBox: '0 0 10 10', refX: '9', refY: '5', markerWidth: '9', markerHeight: '9', orient: 'auto' });
    element.append(made('path', { d, class: kind }));
    return element;
  };
  defs.append(marker('rg-full', 'M0 0L10 5L0 10Z', 'head'), marker('rg-open', 'M1 1L9 5L1 9', 'head open'));
  return defs;
}

/** Where the line from one middle to the other leaves the first shape. */
function border(shape: Shape, other: Shape): Point {
  const [x, y] = [shape.x + shape.width / 2, shape.y + shape.height / 2];
  const [dx, dy] = [other.x + other.width / 2 - x, other.y + other.height / 2 - y];
  if (dx === 0 && dy === 0) return { x, y };
  const share = Math.min(dx === 0 ? Infinity : shape.width / 2 / Math.abs(dx), dy === 0 ? Infinity : shape.height / 2 / Math.abs(dy));
  return { x: x + dx * share, y: y + dy * share };
}

/** A name on at most three lines; wide characters count as one, others as a half. */
function broken(name: string, width: number): string[] {
  const lines = [''];
  let used = 0;
  for (const sign of name) {
    const wide = sign.codePointAt(0)! > 0x2e7f ? 1 : 0.55;
    if (used + wide > width) {
      if (lines.length === 3) return [...lines.slice(0, 2), `${lines[2]}…`];
      lines.push('');
      used = 0;
    }
    lines[lines.length - 1] += sign;
    used += wide;
  }
  return lines;
}
