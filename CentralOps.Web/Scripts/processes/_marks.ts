import type { Finding } from './_catalogue';

/* eslint-disable @typescript-eslint/no-explicit-any -- bpmn-js's services have no useful types */
export type Diagram = { get(service: string): any };

export interface Badge { readonly elementId: string; readonly text: string; readonly kind: string; readonly title?: string }

/** Colours and badges on a diagram; setting anew replaces what was set before. */
export class Marks {
  private marked: [string, string][] = [];

  constructor(private readonly diagram: Diagram, private readonly layer: string) {}

  clear(): void {
    const canvas = this.diagram.get('canvas');
    for (const [id, marker] of this.marked) {
      if (this.diagram.get('elementRegistry').get(id)) canvas.removeMarker(id, marker);
    }
    this.marked = [];
    this.diagram.get('overlays').remove({ type: this.layer });
  }

  add(marker: string, ids: Iterable<string>): void {
    const registry = this.diagram.get('elementRegistry');
    for (const id of ids) {
      if (!registry.get(id)) continue;
      this.diagram.get('canvas').addMarker(id, marker);
      this.marked.push([id, marker]);
    }
  }

  badge(badges: readonly Badge[]): void {
    const registry = this.diagram.get('elementRegistry');
    for (const badge of badges) {
      if (!registry.get(badge.elementId)) continue;
      const html = document.createElement('div');
      html.className = `badge ${badge.kind}`;
      html.textContent = badge.text;
      if (badge.title) html.title = badge.title;
      const flow = registry.get(badge.elementId).waypoints;
      this.diagram.get('overlays').add(badge.elementId, this.layer, { position: flow ? { top: -10, left: 0 } : { top: -11, right: 11 }, html, show: { minZoom: 0.3 } });
    }
  }
}

/** Findings on their elements: a count with all texts as its title. */
export function badgesOf(findings: readonly Finding[]): Badge[] {
  const byElement = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.elementId !== '') byElement.set(finding.elementId, [...(byElement.get(finding.elementId) ?? []), finding]);
  }

  return [...byElement].map(([elementId, list]) => {
    const serious = list.some(f => !f.warning);
    return { elementId, text: `${serious ? '■' : '▲'} ${list.length}`, kind: serious ? 'breached' : 'due', title: list.map(f => f.text).join('\n') };
  });
}
