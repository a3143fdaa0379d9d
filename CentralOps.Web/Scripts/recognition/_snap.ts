/** A rectangle in the units of the form: millimetres, or pixels of a page that is being cut out. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Which sides of a box move. */
export interface Sides {
  left?: boolean;
  right?: boolean;
  top?: boolean;
  bottom?: boolean;
}

/** Places that edges are drawn to. */
export interface Guides {
  xs: readonly number[];
  ys: readonly number[];
}

/** A box that found its guides, and which. */
export interface Snapped {
  box: Box;
  x: number | null;
  y: number | null;
}

export const least = 2; // millimetres: less cannot be read

/** Edges of lines and boxes; a ruled line counts with its middle, a box with its inner edges. */
export function guidesOf(lines: readonly Box[], boxes: readonly Box[]): Guides {
  const xs = new Set<number>();
  const ys = new Set<number>();
  for (const line of lines) {
    if (line.width >= line.height) ys.add(line.y + line.height / 2);
    else xs.add(line.x + line.width / 2);
  }
  for (const box of boxes) {
    xs.add(box.x).add(box.x + box.width);
    ys.add(box.y).add(box.y + box.height);
  }
  return { xs: [...xs], ys: [...ys] };
}

function nearest(values: readonly number[], guides: readonly number[], tolerance: number): { by: number; at: number } | null {
  let best: { by: number; at: number } | null = null;
  for (const value of values) {
    for (const at of guides) {
      const by = at - value;
      if (Math.abs(by) <= tolerance && (best === null || Math.abs(by) < Math.abs(best.by))) best = { by, at };
    }
  }
  return best;
}

/** A box that is moved as a whole: either edge may find a guide. */
export function snapMove(box: Box, guides: Guides, tolerance: number): Snapped {
  const x = nearest([box.x, box.x + box.width], guides.xs, tolerance);
  const y = nearest([box.y, box.y + box.height], guides.ys, tolerance);
  return { box: { ...box, x: box.x + (x?.by ?? 0), y: box.y + (y?.by ?? 0) }, x: x?.at ?? null, y: y?.at ?? null };
}

/** A box that is resized: only the sides that move find guides. */
export function snapSides(box: Box, sides: Sides, guides: Guides, tolerance: number): Snapped {
  let { x, y, width, height } = box;
  const left = sides.left ? nearest([x], guides.xs, tolerance) : null;
  const right = sides.right ? nearest([x + width], guides.xs, tolerance) : null;
  const top = sides.top ? nearest([y], guides.ys, tolerance) : null;
  const bottom = sides.bottom ? nearest([y + height], guides.ys, tolerance) : null;
  if (left) [x, width] = [x + left.by, width - left.by];
  if (right) width += right.by;
  if (top) [y, height] = [y + top.by, height - top.by];
  if (bottom) height += bottom.by;
  return { box: { x, y, width, height }, x: left?.at ?? right?.at ?? null, y: top?.at ?? bottom?.at ?? null };
}

/** The box between two points, whichever way it was drawn. */
export function between(x0: number, y0: number, x1: number, y1: number): Box {
  return { x: Math.min(x0, x1), y: Math.min(y0, y1), width: Math.abs(x1 - x0), height: Math.abs(y1 - y0) };
}

/** A box with some of its sides moved; it never turns inside out and never becomes too small to read. */
export function resized(box: Box, sides: Sides, dx: number, dy: number): Box {
  let { x, y, width, height } = box;
  if (sides.left) {
    const by = Math.min(dx, width - least);
    [x, width] = [x + by, width - by];
  }
  if (sides.right) width = Math.max(least, width + dx);
  if (sides.top) {
    const by = Math.min(dy, height - least);
    [y, height] = [y + by, height - by];
  }
  if (sides.bottom) height = Math.max(least, height + dy);
  return { x, y, width, height };
}

/** The box moved onto the page, and cut to it only where it is larger than the page. */
export function within(box: Box, pageWidth: number, pageHeight: number): Box {
  const width = Math.min(box.width, pageWidth);
  const height = Math.min(box.height, pageHeight);
  return { x: Math.min(Math.max(0, box.x), pageWidth - width), y: Math.min(Math.max(0, box.y), pageHeight - height), width, height };
}

/** The smallest of the boxes around a point; null = there is none. */
export function boxAt(boxes: readonly Box[], x: number, y: number): Box | null {
  let best: Box | null = null;
  for (const box of boxes) {
    if (x < box.x || y < box.y || x > box.x + box.width || y > box.y + box.height) continue;
    if (!best || box.width * box.height < best.width * best.height) best = box;
  }
  return best;
}
