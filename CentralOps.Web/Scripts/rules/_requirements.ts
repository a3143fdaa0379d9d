import type { Editor } from './editor';
import type { RuleSet, Shape, Term } from './_model';

/** Who needs what in a rule set: pure functions, and adding and removing its elements. */

const needsOf = (set: RuleSet, key: string): readonly string[] => set.decisions.find(d => d.key === key)?.needs ?? set.knowledge.find(k => k.key === key)?.needs ?? [];

/** Does the first need the second, directly or by others? */
export function reaches(set: RuleSet, from: string, to: string, seen = new Set<string>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return needsOf(set, from).some(need => reaches(set, need, to, seen));
}

export const isLinked = (set: RuleSet, from: string, to: string): boolean => needsOf(set, to).includes(from);

/** May `to` need `from`? Decisions need anything, knowledge models need knowledge models, and nothing needs itself. Elements without an id cannot be named. */
export function mayLink(set: RuleSet, from: string, to: string): boolean {
  const isKnowledge = set.knowledge.some(k => k.key === from);
  const known = isKnowledge || set.decisions.some(d => d.key === from) || set.inputs.some(i => i.key === from);
  const takes = set.decisions.some(d => d.key === to) || (isKnowledge && set.knowledge.some(k => k.key === to));
  return known && takes && !from.startsWith('@') && !isLinked(set, from, to) && !reaches(set, from, to);
}

export function link(set: RuleSet, from: string, to: string, on: boolean): RuleSet {
  const change = <T extends { key: string; needs: readonly string[] }>(element: T): T => (element.key !== to ? element : { ...element, needs: on ? [...element.needs, from] : element.needs.filter(n => n !== from) });
  return { ...set, decisions: set.decisions.map(change), knowledge: set.knowledge.map(change) };
}

export function addDecision(editor: Editor, kind: 'table' | 'literal'): string {
  const set = editor.set_;
  const key = editor.fresh('decision');
  const name = unused(editor.t(kind === 'table' ? 'newTable' : 'newExpression'), set.decisions.map(d => d.name));
  const table = kind === 'table' ? { hitPolicy: 'FIRST', aggregation: '', inputs: [], outputs: [{ key: editor.fresh('result'), label: name, name: 'result', type: 'string', values: '', default: '' }], notes: [], rules: [] } : null;
  editor.change({ ...set, decisions: [...set.decisions, { key, name, kind, needs: [], table, text: kind === 'literal' ? 'null' : '' }] });
  return key;
}

export function addKnowledge(editor: Editor): string {
  const set = editor.set_;
  const key = editor.fresh('knowledge');
  editor.change({ ...set, knowledge: [...set.knowledge, { key, name: unused(editor.t('newFunction'), set.knowledge.map(k => k.name)), parameters: ['x'], text: 'x', needs: [] }] });
  return key;
}

export function addInput(editor: Editor, term: Term): string {
  const key = `input-${term.name}`;
  editor.change({ ...editor.set_, inputs: [...editor.set_.inputs, { key, name: term.name, label: term.label, type: term.type }] });
  return key;
}

/** Inputs that nobody needs, knowledge models, and decisions while another is left. */
export function mayRemove(editor: Editor, key: string): boolean {
  const set = editor.set_;
  if (set.inputs.some(i => i.key === key)) return !set.decisions.some(d => d.needs.includes(key));
  return set.knowledge.some(k => k.key === key) || (set.decisions.some(d => d.key === key) && set.decisions.length > 1);
}

export function removePart(editor: Editor, key: string): void {
  if (!mayRemove(editor, key)) return;
  const set = editor.set_;
  const without = <T extends { needs: readonly string[] }>(element: T): T => (element.needs.includes(key) ? { ...element, needs: element.needs.filter(n => n !== key) } : element);
  editor.change({
    ...set,
    decisions: set.decisions.filter(d => d.key !== key).map(without),
    knowledge: set.knowledge.filter(k => k.key !== key).map(without),
    inputs: set.inputs.filter(i => i.key !== key),
    tests: set.tests.filter(t => t.decision !== key),
    shapes: set.shapes.filter(s => s.key !== key),
  });
}

/** Places for all elements: what has one keeps it; the others go where there is room, or all are laid out, what is needed below what needs it. */
export function places(set: RuleSet, anew = false): readonly Shape[] {
  const sizes = new Map<string, readonly [number, number]>([...set.decisions.map(d => [d.key, [180, 80]] as const), ...set.knowledge.map(k => [k.key, [150, 60]] as const), ...set.inputs.map(i => [i.key, [140, 45]] as const)]);
  const known = anew ? [] : set.shapes.filter(s => sizes.has(s.key));
  if (known.length > 0) {
    let right = Math.max(...known.map(s => s.x + s.width)) + 40;
    const top = Math.min(...known.map(s => s.y));
    let left = Math.min(...known.map(s => s.x));
    const bottom = Math.max(...known.map(s => s.y + s.height)) + 60;
    return [...known, ...[...sizes].filter(([key]) => !known.some(s => s.key === key)).map(([key, [width, height]]) => {
      const low = set.inputs.some(i => i.key === key);
      const shape = { key, x: low ? left : right, y: low ? bottom : top, width, height };
      if (low) left += width + 30;
      else right += width + 40;
      return shape;
    })];
  }
  const level = new Map<string, number>();
  const of = (key: string): number => {
    if (level.has(key)) return level.get(key)!;
    level.set(key, 0);
    const value = set.decisions.some(d => d.key === key) ? 1 + Math.max(0, ...needsOf(set, key).map(of)) : 0;
    level.set(key, value);
    return value;
  };
  for (const key of sizes.keys()) of(key);
  // What one decision alone needs stands right below it.
  for (const key of sizes.keys()) {
    const users = set.decisions.filter(d => d.needs.includes(key)).map(d => level.get(d.key)!);
    if (!set.decisions.some(d => d.key === key) && users.length > 0) level.set(key, Math.min(...users) - 1);
  }
  const top = Math.max(0, ...level.values());
  const rows = Array.from({ length: top + 1 }, (_, i) => [...sizes].filter(([key]) => level.get(key) === top - i));
  const widths = rows.map(row => row.reduce((sum, [, [width]]) => sum + width + 40, -40));
  const widest = Math.max(...widths);
  return rows.flatMap((row, i) => {
    let x = 40 + (widest - widths[i]!) / 2;
    return row.map(([key, [width, height]]) => {
      const shape = { key, x: Math.round(x), y: 40 + i * 140 + (80 - height) / 2, width, height };
      x += width + 40;
      return shape;
    });
  });
}

function unused(name: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}${number}`;
    if (!taken.includes(candidate)) return candidate;
  }
}
