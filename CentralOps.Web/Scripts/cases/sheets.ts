import type { Mark } from '../_desk/_dialogs';
import { PageViewer, type PageImage } from '../_desk/_viewer';

/** A page to look at and what is marked on it. */
interface Sheet {
  page: PageImage;
  marks: readonly Mark[];
}

/** The viewer of a case's pages outside the desks: the same deep zoom, by mouse, buttons and keys. */
export function mount(root: HTMLElement, first: Sheet): { show(sheet: Sheet): void; dispose(): void } {
  const pages: PageImage[] = [];
  const viewer = new PageViewer(root.querySelector<HTMLElement>('[data-role="viewer"]')!, pages, () => undefined);
  const show = (sheet: Sheet) => {
    // A link works for some minutes only: every look comes with a fresh one.
    const at = pages.findIndex(p => p.id === sheet.page.id);
    pages.splice(at < 0 ? pages.length : at, 1, sheet.page);
    viewer.setMarks(sheet.marks);
    void viewer.show(sheet.page.id);
  };
  const actions: Record<string, () => void> = {
    '+': () => viewer.zoom(1.4), '=': () => viewer.zoom(1.4), '-': () => viewer.zoom(1 / 1.4), '0': () => viewer.home(), r: () => viewer.rotate(90), c: () => viewer.contrast(),
  };
  const clicked = (event: Event) => actions[(event.target as HTMLElement).closest<HTMLElement>('[data-view]')?.dataset.view ?? '']?.();
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !actions[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    actions[event.key]!();
  };
  root.addEventListener('click', clicked);
  root.addEventListener('keydown', pressed, true);
  show(first);
  return {
    show,
    dispose: () => {
      viewer.dispose();
      root.removeEventListener('click', clicked);
      root.removeEventListener('keydown', pressed, true);
    },
  };
}
