import { choice, text } from '../processes/_fields';
import type { Editor } from './editor';
import { button } from './_outline';
import { isLinked, link, mayLink, removePart } from './_requirements';
import { movedColumn, withoutColumn } from './_views';

const types = ['', 'string', 'number', 'boolean', 'date', 'date and time', 'time', 'days and time duration', 'years and months duration'];

/** What is set on the column of the active cell, and on the decision. */
export function properties(editor: Editor, root: HTMLElement): void {
  if (root.contains(document.activeElement)) return; // somebody is typing in it
  const parts: Node[] = [];
  const { decision, table } = editor;
  const knowledge = editor.set_.knowledge.find(k => k.key === editor.view.part);
  if (decision) parts.push(text(editor.t('decisionName'), decision.name, name => editor.changeDecision(d => ({ ...d, name }))));
  if (knowledge) {
    const set = (values: object) => editor.change({ ...editor.set_, knowledge: editor.set_.knowledge.map(k => (k.key === knowledge.key ? { ...k, ...values } : k)) });
    parts.push(
      text(editor.t('knowledgeName'), knowledge.name, name => set({ name })),
      text(editor.t('parameters'), knowledge.parameters.join(', '), list => set({ parameters: list.split(/[,，]/).map(p => p.trim()).filter(p => p !== '') }), { mono: true, hint: editor.t('parametersHint') }),
    );
  }
  if (table && editor.view.mode === 'rules') parts.push(...column(editor));
  if (decision ?? knowledge) parts.push(...needs(editor));
  if (decision && editor.set_.decisions.length > 1) parts.push(button(editor.t('deleteDecision'), () => removePart(editor, decision.key), 'btn btn-small btn-danger'));
  root.replaceChildren(...parts);
}

/** What the decision or knowledge model needs, to be ticked; what would need itself cannot be. */
function needs(editor: Editor): Node[] {
  const to = editor.view.part;
  const title = document.createElement('h3');
  title.textContent = editor.t('needs');
  const box = document.createElement('div');
  box.className = 'needs';
  const all = [...editor.set_.decisions.map(d => ({ key: d.key, name: d.name })), ...editor.set_.knowledge.map(k => ({ key: k.key, name: k.name })), ...editor.set_.inputs.map(i => ({ key: i.key, name: i.label }))];
  for (const { key, name } of all) {
    const linked = isLinked(editor.set_, key, to);
    if (!linked && !mayLink(editor.set_, key, to)) continue;
    const line = document.createElement('label');
    line.className = 'check';
    const tick = document.createElement('input');
    tick.type = 'checkbox';
    tick.checked = linked;
    tick.dataset['need'] = key;
    tick.addEventListener('change', () => editor.change(link(editor.set_, key, to, tick.checked)));
    line.append(tick, ` ${name}`);
    box.append(line);
  }
  return [title, box];
}

function column(editor: Editor): Node[] {
  const table = editor.table!;
  const at = editor.rows.place.column;
  const typesOf = (own: string) => [...new Set([...types, own])].filter(t => t !== '').map(value => ({ value, text: editor.t(`type.${value}`) }));
  const title = document.createElement('h3');
  const input = table.inputs[at];
  const output = table.outputs[at - table.inputs.length];
  const note = table.notes[at - table.inputs.length - table.outputs.length];
  title.textContent = editor.t(input ? 'condition' : output ? 'outcome' : 'note');
  const parts: Node[] = [title];
  if (input) {
    const set = (values: object) => editor.changeTable(t => ({ ...t, inputs: t.inputs.map(c => (c === input ? { ...c, ...values } : c)) }));
    parts.push(
      text(editor.t('label'), input.label, label => set({ label })),
      text(editor.t('expression'), input.expression, expression => set({ expression }), { mono: true }),
      choice(editor.t('type'), input.type, typesOf(input.type), type => set({ type })),
      text(editor.t('values'), input.values, values => set({ values }), { mono: true, rows: 2, hint: editor.t('valuesHint') }),
    );
  } else if (output) {
    const set = (values: object) => editor.changeTable(t => ({ ...t, outputs: t.outputs.map(c => (c === output ? { ...c, ...values } : c)) }));
    parts.push(
      text(editor.t('label'), output.label, label => set({ label })),
      text(editor.t('outputName'), output.name, name => set({ name }), { mono: true }),
      choice(editor.t('type'), output.type, typesOf(output.type), type => set({ type })),
      text(editor.t('values'), output.values, values => set({ values }), { mono: true, rows: 2, hint: editor.t('valuesHint') }),
      text(editor.t('default'), output.default, value => set({ default: value }), { mono: true, hint: editor.t('defaultHint') }),
    );
  } else if (note) parts.push(text(editor.t('label'), note.name, name => editor.changeTable(t => ({ ...t, notes: t.notes.map(c => (c === note ? { ...c, name } : c)) }))));
  else return [];
  const row = document.createElement('div');
  row.className = 'row wrap';
  row.append(
    button(`← ${editor.t('moveLeft')}`, () => editor.changeTable(t => movedColumn(t, at, -1)), 'btn btn-small'),
    button(`${editor.t('moveRight')} →`, () => editor.changeTable(t => movedColumn(t, at, 1)), 'btn btn-small'),
    button(editor.t('deleteColumn'), () => { if (!output || table.outputs.length > 1) editor.changeTable(t => withoutColumn(t, at)); }, 'btn btn-small btn-danger'),
  );
  parts.push(row);
  return parts;
}
