/** Stands in a proposed value for a character that the machine doubts and a person must type. */
export const open = '\u25a1';

/** Places still open. */
export function openPlaces(text: string): number {
  return [...text].filter(c => c === open).length;
}

/** Selects the first open place at or after a position (else the first one), so that the next key fills it; false = none is open. */
export function jumpToOpen(box: HTMLInputElement, from = 0): boolean {
  let at = box.value.indexOf(open, from);
  if (at < 0) at = box.value.indexOf(open);
  if (at < 0) return false;
  box.focus();
  box.setSelectionRange(at, at + 1);
  return true;
}

/** The proposal with its doubtful characters marked by colour and by shape: a frame with a mark under it. */
export function paintProposal(element: HTMLElement, text: string | null): void {
  element.replaceChildren(...[...text ?? ''].map(character => {
    const cell = document.createElement('span');
    cell.textContent = character === open ? '?' : character;
    cell.className = character === open ? 'doubtful' : '';
    return cell;
  }));
  element.hidden = text === null;
}
