/** A menu (details.menu) closes on Escape, on a click beside it and after a choice. */
export function closeMenus(): void {
  const open = () => document.querySelectorAll<HTMLDetailsElement>('details.menu[open]');
  document.addEventListener('click', event => {
    for (const menu of open()) {
      const inside = event.target instanceof Node && menu.contains(event.target);
      if (!inside || (event.target as Element).closest('a')) menu.open = false;
    }
  });
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector('summary')?.focus();
    }
  });
}
