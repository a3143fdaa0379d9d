import type { Editor } from './editor';
import { addDecision } from './_requirements';

/** Decisions, inputs and knowledge models of the rule set, and what needs what. */
export function outline(editor: Editor, root: HTMLElement): void {
  const set = editor.set_;
  const nameOf = (key: string) => set.inputs.find(i => i.key === key)?.label ?? set.decisions.find(d => d.key === key)?.name ?? set.knowledge.find(k => k.key === key)?.name ?? key;
  const marked = (key: string) => {
    const found = editor.findings.filter(f => f.decision === key);
    const failed = set.tests.some(t => t.decision === key && editor.outcomes.find(o => o.key === t.key)?.verdict === 'Failed');
    return found.some(f => !f.warning) || failed ? ' ■' : found.length > 0 ? ' ▲' : '';
  };
  const open = (key: string, sign: string, name: string, needs: readonly string[]) => {
    const made = button(`${sign} ${name}${marked(key)}`, () => editor.open(key), 'part');
    if (key === editor.view.part && editor.view.mode !== 'graph') made.setAttribute('aria-current', 'true');
    if (needs.length > 0) made.append(small(`← ${needs.map(nameOf).join(' · ')}`));
    made.dataset['key'] = key;
    return made;
  };
  const add = (kind: 'table' | 'literal') => editor.open(addDecision(editor, kind));
  const graph = button(`◫ ${editor.t('graph')}`, () => editor.showGraph(), 'part');
  graph.dataset['act'] = 'graph';
  if (editor.view.mode === 'graph') graph.setAttribute('aria-current', 'true');
  root.replaceChildren(
    graph,
    heading(editor.t('decisions')),
    ...set.decisions.map(d => open(d.key, d.kind === 'table' ? '▦' : 'ƒ', d.name, d.needs)),
    button(`+ ${editor.t('newTable')}`, () => add('table'), 'add'),
    button(`+ ${editor.t('newExpression')}`, () => add('literal'), 'add'),
    ...(set.knowledge.length > 0 ? [heading(editor.t('knowledge')), ...set.knowledge.map(k => open(k.key, 'λ', k.name, k.needs))] : []),
    heading(editor.t('inputs')),
    ...set.inputs.map(i => {
      const line = document.createElement('div');
      line.className = 'input-line';
      const used = set.decisions.filter(d => d.needs.includes(i.key)).map(d => d.name);
      line.title = used.length > 0 ? `→ ${used.join(' · ')}` : editor.t('unused');
      line.append(i.label, small([i.name, i.type && editor.t(`type.${i.type}`)].filter(s => s).join(' · ')));
      if (used.length === 0) line.append(button('×', () => editor.change({ ...set, inputs: set.inputs.filter(x => x !== i) }), 'drop'));
      return line;
    }),
  );
}

function heading(text: string): HTMLElement {
  const made = document.createElement('h3');
  made.textContent = text;
  return made;
}

export function button(text: string, act: () => void, kind: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = kind;
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
}

function small(text: string): HTMLElement {
  const made = document.createElement('small');
  made.textContent = text;
  return made;
}
