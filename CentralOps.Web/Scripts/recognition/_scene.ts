import type { Box } from './_snap';

export type Kind = 'field' | 'seal' | 'anchor' | 'code';

/** A region as the server describes it. */
export interface Region extends Box {
  readonly id: string;
  readonly kind: Kind;
  readonly label: string;
  readonly cells: number;
  /** What a trial or the check says of it: ok, due, breached, or nothing. */
  readonly state: string;
  readonly note: string;
}

/** All that is shown. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly image: string | null;
  readonly regions: readonly Region[];
  readonly lines: readonly Box[];
  readonly boxes: readonly Box[];
  readonly selected: string | null;
  /** Corners of a form that is being cut out of a page, in its pixels; null = regions are drawn. */
  readonly corners: readonly number[] | null;
}

export interface Host {
  invokeMethodAsync<T>(method: string, ...args: unknown[]): Promise<T>;
}

const names = 'http://www.w3.org/2000/svg';

/** An SVG element with attributes. */
export function svg<K extends keyof SVGElementTagNameMap>(name: K, attributes: Record<string, string | number> = {}): SVGElementTagNameMap[K] {
  const element = document.createElementNS(names, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** Puts a box's place on an element. */
export function place(element: Element, box: Box): void {
  for (const key of ['x', 'y', 'width', 'height'] as const) element.setAttribute(key, String(Math.round(box[key] * 100) / 100));
}
