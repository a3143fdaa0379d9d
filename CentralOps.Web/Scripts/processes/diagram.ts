import Modeler from 'bpmn-js/lib/Modeler';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import chinese from 'bpmn-js-i18n/translations/zn.js';
import type { Catalogue, Finding, Host, Texts } from './_catalogue';
import { Marks, badgesOf, type Badge, type Diagram } from './_marks';
import { centralOps } from './_moddle';
import { fillPalette } from './_palette';
import { Properties } from './_properties';
import { restriction } from './_restrict';

/* eslint-disable @typescript-eslint/no-explicit-any -- bpmn-js's services have no useful types */

const checkAfter = 350; // milliseconds of rest before the server is asked what it thinks

/** What is shown on a diagram besides its elements. */
interface Shown {
  readonly passed?: readonly string[];
  readonly standing?: readonly string[];
  readonly stopped?: readonly string[];
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
  readonly changed?: readonly string[];
  readonly heat?: readonly (readonly string[])[]; // elements by level, the coolest first
  readonly badges?: readonly Badge[];
}

const colours = { bpmnRenderer: { defaultFillColor: 'var(--surface)', defaultStrokeColor: 'var(--g11)', defaultLabelColor: 'var(--text)' }, textRenderer: { defaultStyle: { fontFamily: 'var(--font)', fontSize: 12 }, externalStyle: { fontSize: 12 } } };

function words(): any[] {
  if (!document.documentElement.lang.startsWith('zh')) return [];
  const translate = (template: string, replacements: Record<string, string> = {}) =>
    ((chinese as Record<string, string>)[template] ?? template).replace(/{([^}]+)}/g, (_, key: string) => replacements[key] ?? `{${key}}`);
  return [{ translate: ['value', translate] }];
}

const smallest = 0.7; // below that the names cannot be read: then the beginning is shown, and the rest by moving

function fit(diagram: Diagram): void {
  const canvas = diagram.get('canvas');
  canvas.zoom('fit-viewport', 'auto');
  if (canvas.zoom() > 1) canvas.zoom(1, 'auto');
  if (canvas.zoom() >= smallest) return;
  const { inner, outer } = canvas.viewbox();
  const [width, height] = [outer.width / smallest, outer.height / smallest];
  canvas.viewbox({ x: inner.x - 20, y: Math.min(inner.y - 20, inner.y + (inner.height - height) / 2), width, height });
}

function paint(marks: Marks, shown: Shown): void {
  marks.clear();
  marks.add('co-passed', shown.passed ?? []);
  marks.add('co-standing', shown.standing ?? []);
  marks.add('co-stopped', shown.stopped ?? []);
  marks.add('co-added', shown.added ?? []);
  marks.add('co-removed', shown.removed ?? []);
  marks.add('co-changed', shown.changed ?? []);
  (shown.heat ?? []).forEach((ids, level) => marks.add(`co-heat-${level + 1}`, ids));
  marks.badge(shown.badges ?? []);
}

function focus(diagram: Diagram, id: string): void {
  const element = diagram.get('elementRegistry').get(id);
  if (!element) return;
  const canvas = diagram.get('canvas');
  const root = canvas.findRoot(element);
  if (root && root !== canvas.getRootElement()) canvas.setRootElement(root);
  canvas.scrollToElement(element, 80);
  diagram.get('selection').select(element);
}

/** A diagram to look at. */
export async function view(root: HTMLElement, xml: string, shown: Shown, host?: Host) {
  const viewer: any = new NavigatedViewer({ container: root, moddleExtensions: { co: centralOps }, additionalModules: words(), ...colours } as any);
  const marks = new Marks(viewer, 'co-shown');
  await viewer.importXML(xml);
  fit(viewer);
  paint(marks, shown);
  if (host) viewer.on('selection.changed', ({ newSelection }: any) => void host.invokeMethodAsync('Picked', newSelection[0]?.id ?? ''));
  const resized = new ResizeObserver(() => viewer.get('canvas').resized());
  resized.observe(root);
  return {
    show: async (next: string, what: Shown) => { marks.clear(); await viewer.importXML(next); fit(viewer); paint(marks, what); },
    paint: (what: Shown) => paint(marks, what),
    focus: (id: string) => focus(viewer, id),
    dispose: () => { resized.disconnect(); viewer.destroy(); },
  };
}

/** The designer: canvas, the bank's palette, properties, and what the server finds, on the elements. */
export async function edit(root: HTMLElement, host: Host, xml: string, catalogue: Catalogue, texts: Texts) {
  const part = (name: string) => root.querySelector<HTMLElement>(`[data-part=${name}]`)!;
  const modeler: any = new Modeler({ container: part('canvas'), moddleExtensions: { co: centralOps }, additionalModules: [...words(), restriction], ...colours } as any);
  const findings = new Marks(modeler, 'co-finding');
  const run = new Marks(modeler, 'co-run');
  await modeler.importXML(xml);
  fit(modeler);
  const properties = new Properties(part('properties'), modeler, catalogue, texts);
  fillPalette(part('palette'), modeler, catalogue, texts);

  const bytes = async () => new TextEncoder().encode((await modeler.saveXML({ format: true })).xml);
  let timer = 0;
  let asking = false;
  let again = false;
  let dirty = false;
  const check = async () => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    try {
      const found = await host.invokeMethodAsync<Finding[]>('Check', DotNet.createJSStreamReference(await bytes()), dirty);
      findings.clear();
      findings.badge(badgesOf(found));
      properties.tell(found);
    } finally {
      asking = false;
      if (again) {
        again = false;
        void check();
      }
    }
  };
  modeler.on('commandStack.changed', () => {
    dirty = true;
    run.clear();
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void check(), checkAfter);
  });
  const keys = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
    event.preventDefault();
    (document.activeElement as HTMLElement | null)?.blur(); // a field that is being typed in is part of what is saved
    root.querySelector<HTMLButtonElement>('[data-act=save]')?.click();
  };
  const leaving = (event: BeforeUnloadEvent) => { if (dirty) event.preventDefault(); };
  document.addEventListener('keydown', keys);
  window.addEventListener('beforeunload', leaving);
  const resized = new ResizeObserver(() => modeler.get('canvas').resized());
  resized.observe(part('canvas'));
  void check();

  return {
    xml: bytes,
    load: async (next: string) => { findings.clear(); run.clear(); await modeler.importXML(next); fit(modeler); dirty = false; void check(); },
    saved: () => { dirty = false; },
    paint: (what: Shown) => paint(run, what),
    focus: (id: string) => focus(modeler, id),
    fit: () => fit(modeler),
    dispose: () => {
      window.clearTimeout(timer);
      document.removeEventListener('keydown', keys);
      window.removeEventListener('beforeunload', leaving);
      resized.disconnect();
      modeler.destroy();
    },
  };
}
