/** Ctrl+Enter in a text box with `data-send` presses the button of that id, after what was typed has been handed over. */
export function sendByKey(): void {
  document.addEventListener('keydown', event => {
    const box = event.target;
    if (event.key !== 'Enter' || !event.ctrlKey || event.isComposing || event.repeat || !(box instanceof HTMLTextAreaElement) || !box.dataset.send) return;
    event.preventDefault();
    box.dispatchEvent(new Event('change', { bubbles: true }));
    document.getElementById(box.dataset.send)?.click();
  });
}
