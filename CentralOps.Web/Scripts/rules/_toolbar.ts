import type { Editor } from './editor';
import { button } from './_outline';
import { addDecision, addInput, addKnowledge, mayRemove, removePart } from './_requirements';
import { withColumn } from './_views';

const policies = ['UNIQUE', 'FIRST', 'ANY', 'PRIORITY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'];

/** What can be done with rows, columns and the table as a whole; each also has a key. */
export function toolbar(editor: Editor, root: HTMLElement): void {
  const { view, table } = editor;
  const parts: HTMLElement[] = [];
  if (view.mode === 'graph') {
    root.replaceChildren(...graphTools(editor));
    return;
  }
  if (editor.decision) {
    const both = document.createElement('div');
    both.className = 'switch';
    both.setAttribute('role', 'tablist');
    const failed = editor.tests.filter(t => editor.outcomes.find(o => o.key === t.key)?.verdict === 'Failed').length;
    for (const mode of ['rules', 'tests'] as const) {
      const count = mode === 'tests' ? ` ${editor.tests.length}${failed > 0 ? ` ✗${failed}` : editor.tests.length > 0 && editor.outcomes.length > 0 ? ' ✓' : ''}` : '';
      const made = button(`${editor.t(`mode.${mode}`)}${count}`, () => editor.open(view.part, mode), 'btn btn-small');
      made.setAttribute('role', 'tab');
      made.setAttribute('aria-selected', String(view.mode === mode));
      made.dataset['mode'] = mode;
      if (mode === 'tests' && failed > 0) made.classList.add('breached');
      both.append(made);
    }
    parts.push(both);
  }
  if (table || view.mode === 'tests') {
    const act = (key: string, keys: string, what: () => void, off = false) => {
      const made = button(editor.t(key), () => { what(); editor.focusGrid(); }, 'btn btn-quiet btn-small');
      made.title = keys;
      made.disabled = off;
      made.dataset['act'] = key;
      parts.push(made);
    };
    const none = editor.rows.count === 0;
    act('insert', 'Insert', () => editor.rows.insert(none ? 0 : editor.rows.place.row + 1));
    act('duplicate', 'Ctrl D', () => editor.rows.duplicate(editor.rows.place.top, editor.rows.place.bottom), none);
    act('delete', 'Ctrl Del', () => editor.rows.remove(editor.rows.place.top, editor.rows.place.bottom), none);
    act('up', 'Alt ↑', () => editor.rows.move(editor.rows.place.top, editor.rows.place.bottom, -1), none);
    act('down', 'Alt ↓', () => editor.rows.move(editor.rows.place.top, editor.rows.place.bottom, 1), none);
  }
  parts.push(plain(editor, 'undo', 'Ctrl Z', () => editor.undo(), !editor.history.canUndo), plain(editor, 'redo', 'Ctrl Y', () => editor.redo(), !editor.history.canRedo));
  if (table && view.mode === 'rules') {
    parts.push(select(editor.t('hitPolicy'), 'policy', policies.map(p => [p, editor.t(`policy.${p}`)]), table.hitPolicy, hitPolicy => editor.changeTable(t => ({ ...t, hitPolicy, aggregation: hitPolicy === 'COLLECT' ? t.aggregation : '' }))));
    if (table.hitPolicy === 'COLLECT') parts.push(select(editor.t('aggregation'), 'aggregation', ['', 'SUM', 'COUNT', 'MIN', 'MAX'].map(a => [a, editor.t(`aggregation.${a || 'LIST'}`)]), table.aggregation, aggregation => editor.changeTable(t => ({ ...t, aggregation }))));
  }
  if (table && view.mode === 'rules') {
    parts.push(
      select(editor.t('addCondition'), 'add-condition', [['', editor.t('addCondition')], ...editor.known.filter(t => !table.inputs.some(i => i.expression === t.name)).map(t => [t.name, `${t.label} · ${t.name}`])], '', name => addCondition(editor, name)),
      plain(editor, 'addResult', '', () => editor.changeTable(t => withColumn(t, 'out', { key: editor.fresh('result'), label: editor.t('newResult'), name: `result_${t.outputs.length + 1}`, type: 'string', values: '', default: '' })), false),
    );
    if (table.notes.length === 0) parts.push(plain(editor, 'addNote', '', () => editor.changeTable(t => withColumn(t, 'note', { key: editor.fresh('note'), name: editor.t('note') })), false));
  }
  root.replaceChildren(...parts);
}

function graphTools(editor: Editor): HTMLElement[] {
  const keep = (key: string, what: () => void, off = false) => {
    const made = button(`${key.startsWith('new') ? '+ ' : ''}${editor.t(key)}`, what, 'btn btn-quiet btn-small');
    made.disabled = off;
    made.dataset['act'] = key;
    return made;
  };
  const selected = editor.view.part;
  return [
    keep('newTable', () => editor.pick(addDecision(editor, 'table'))),
    keep('newExpression', () => editor.pick(addDecision(editor, 'literal'))),
    keep('newKnowledge', () => editor.pick(addKnowledge(editor))),
    select(editor.t('addInput'), 'add-input', [['', editor.t('addInput')], ...editor.known.filter(t => !editor.set_.inputs.some(i => i.name === t.name)).map(t => [t.name, `${t.label} · ${t.name}`])], '', name => {
      const term = editor.terms.get(name);
      if (term) editor.pick(addInput(editor, term));
    }),
    keep('connect', () => editor.graph.connect(selected), !editor.hasElement(selected)),
    keep('openPart', () => editor.open(selected), !editor.decision && !editor.set_.knowledge.some(k => k.key === selected)),
    keep('deletePart', () => removePart(editor, selected), !mayRemove(editor, selected)),
    keep('layOut', () => editor.graph.layOut()),
    plain(editor, 'undo', 'Ctrl Z', () => editor.undo(), !editor.history.canUndo), plain(editor, 'redo', 'Ctrl Y', () => editor.redo(), !editor.history.canRedo),
  ];
}

function plain(editor: Editor, key: string, keys: string, what: () => void, off: boolean): HTMLElement {
  const made = button(editor.t(key), () => { what(); editor.focusGrid(); }, 'btn btn-quiet btn-small');
  made.title = keys;
  made.disabled = off;
  made.dataset['act'] = key;
  return made;
}

function addCondition(editor: Editor, name: string): void {
  const term = editor.terms.get(name);
  if (!term || !editor.table) return;
  const input = editor.set_.inputs.find(i => i.name === name) ?? { key: `input-${name}`, name, label: term.label, type: term.type };
  const inputs = editor.set_.inputs.includes(input) ? editor.set_.inputs : [...editor.set_.inputs, input];
  const column = { key: editor.fresh('column'), label: term.label, expression: name, type: term.type, values: term.values.map(v => v.text).join(', ') };
  editor.change({
    ...editor.set_,
    inputs,
    decisions: editor.set_.decisions.map(d => (d.key !== editor.view.part || !d.table ? d : { ...d, needs: d.needs.includes(input.key) ? d.needs : [...d.needs, input.key], table: withColumn(d.table, 'in', column) })),
  });
}

function select(label: string, name: string, options: readonly (readonly string[])[], value: string, change: (value: string) => void): HTMLElement {
  const made = document.createElement('select');
  made.className = 'input input-small';
  made.setAttribute('aria-label', label);
  made.title = label;
  made.dataset['act'] = name;
  made.append(...options.map(([v, text]) => new Option(text, v)));
  made.value = value;
  made.addEventListener('change', () => change(made.value));
  return made;
}
