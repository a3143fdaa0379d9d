import type { Editor } from './editor';

/** The expression of a decision or of a knowledge model, in the place of the sheet. */
export function expression(editor: Editor, box: HTMLElement): void {
  const knowledge = editor.set_.knowledge.find(k => k.key === editor.view.part);
  const text = editor.decision?.kind === 'literal' ? editor.decision.text : knowledge?.text;
  const area = box.querySelector('textarea') ?? document.createElement('textarea');
  area.className = 'input mono';
  area.spellcheck = false;
  area.setAttribute('aria-label', editor.t('expression'));
  area.readOnly = text == null;
  const shown = text ?? editor.t('notEditable');
  if (area.value !== shown) area.value = shown;
  area.onchange = () => {
    if (editor.decision) editor.changeDecision(d => ({ ...d, text: area.value }));
    else editor.change({ ...editor.set_, knowledge: editor.set_.knowledge.map(k => (k.key === editor.view.part ? { ...k, text: area.value } : k)) });
  };
  const title = box.querySelector('label') ?? document.createElement('label');
  title.textContent = knowledge ? `${knowledge.name}(${knowledge.parameters.join(', ')})` : editor.decision?.name ?? '';
  const notes = document.createElement('div');
  notes.append(...editor.findings.filter(f => f.decision === editor.view.part).map(f => {
    const p = document.createElement('p');
    p.className = `finding ${f.warning ? 'due' : 'breached'}`;
    p.textContent = f.text;
    return p;
  }));
  box.replaceChildren(title, area, notes);
}
