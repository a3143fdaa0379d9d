import type { Catalogue, Texts } from './_catalogue';

/* eslint-disable @typescript-eslint/no-explicit-any -- bpmn-js's services have no useful types */
type Modeler = { get(service: string): any };

interface Item { group: string; label: string; hint: string; type: string; id: string; attributes: Record<string, unknown> }

/** The bank's own palette beside the canvas: atomic steps, rule sets and sub-processes, to drag, to click and to place by keyboard. */
export function fillPalette(root: HTMLElement, modeler: Modeler, catalogue: Catalogue, texts: Texts): void {
  const items: Item[] = [
    ...catalogue.steps.map(s => ({
      group: s.group, label: s.name, hint: s.actor, type: `bpmn:${s.element}`, id: s.step, attributes: { name: s.name, 'co:step': s.step },
    })),
    ...catalogue.ruleSets.map(r => ({
      group: texts['rules'] ?? '', label: r.name, hint: texts['rule'] ?? '', type: 'bpmn:BusinessRuleTask', id: r.key, attributes: { name: r.name, 'co:ruleset': r.key },
    })),
    ...catalogue.processes.map(p => ({
      group: texts['processes'] ?? '', label: p.name, hint: texts['process'] ?? '', type: 'bpmn:CallActivity', id: p.key, attributes: { name: p.name, calledElement: p.key },
    })),
  ];
  const search = document.createElement('input');
  search.className = 'input input-small';
  search.placeholder = texts['search'] ?? '';
  search.setAttribute('aria-label', texts['search'] ?? '');
  const list = document.createElement('div');
  list.className = 'steps';
  root.replaceChildren(search, list);
  const show = () => {
    const wanted = search.value.trim().toLowerCase();
    list.replaceChildren();
    let group = '';
    for (const item of items.filter(i => wanted === '' || i.label.toLowerCase().includes(wanted) || i.id.includes(wanted))) {
      if (item.group !== group) {
        group = item.group;
        const heading = document.createElement('h3');
        heading.textContent = group;
        list.append(heading);
      }
      list.append(button(item, modeler));
    }
  };
  search.addEventListener('input', show);
  show();
}

function button(item: Item, modeler: Modeler): HTMLElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'step';
  made.draggable = true;
  made.dataset.step = item.id;
  const name = document.createElement('span');
  name.textContent = item.label;
  const hint = document.createElement('small');
  hint.textContent = item.hint;
  made.append(name, hint);
  const start = (event: Event) => {
    event.preventDefault();
    modeler.get('create').start(event, shape(item, modeler));
  };
  made.addEventListener('dragstart', start);
  made.addEventListener('click', event => (event.detail === 0 ? place(item, modeler) : start(event)));
  return made;
}

function shape(item: Item, modeler: Modeler): any {
  const bo = modeler.get('bpmnFactory').create(item.type, { id: freeId(item.id, modeler), ...item.attributes });
  return modeler.get('elementFactory').createShape({ type: item.type, businessObject: bo });
}

// By keyboard: behind the selected element, or in the middle of what is seen.
function place(item: Item, modeler: Modeler): void {
  const [selected] = modeler.get('selection').get();
  const made = shape(item, modeler);
  if (selected && !selected.waypoints && selected.parent && !selected.labelTarget) {
    modeler.get('autoPlace').append(selected, made);
  } else {
    const box = modeler.get('canvas').viewbox();
    modeler.get('modeling').createShape(made, { x: box.x + box.width / 2, y: box.y + box.height / 2 }, modeler.get('canvas').getRootElement());
  }
  modeler.get('selection').select(made);
}

// Conditions read an element's outcome as {id}_outcome: ids are words, not numbers.
function freeId(wanted: string, modeler: Modeler): string {
  const base = wanted.replace(/[^A-Za-z0-9]+/g, '_');
  const registry = modeler.get('elementRegistry');
  const ids = modeler.get('moddle').ids;
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}_${n}`;
    if (!registry.get(id) && !ids.assigned(id)) return id;
  }
}
