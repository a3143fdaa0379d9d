/** Small form fields of the designer: a value leaves when the person leaves the field (or presses Enter), never key by key. */
let count = 0;

function field(label: string, control: HTMLElement, hint?: string): HTMLElement {
  const box = document.createElement('div');
  box.className = 'field';
  const caption = document.createElement('label');
  control.id = `pf-${++count}`;
  caption.htmlFor = control.id;
  caption.textContent = label;
  box.append(caption, control);
  if (hint) {
    const small = document.createElement('span');
    small.className = 'hint';
    small.textContent = hint;
    box.append(small);
  }
  return box;
}

export function text(label: string, value: string, change: (value: string) => void, how: { rows?: number; mono?: boolean; hint?: string } = {}): HTMLElement {
  const control = document.createElement(how.rows ? 'textarea' : 'input');
  control.className = how.mono ? 'input mono' : 'input';
  if (control instanceof HTMLTextAreaElement) control.rows = how.rows ?? 1;
  control.value = value;
  control.spellcheck = false;
  control.addEventListener('change', () => change(control.value));
  return field(label, control, how.hint);
}

export function choice(label: string, value: string, options: readonly { value: string; text: string; group?: string }[], change: (value: string) => void, none = '—'): HTMLElement {
  const control = document.createElement('select');
  control.className = 'input';
  control.append(new Option(none, ''));
  let group: HTMLOptGroupElement | undefined;
  for (const option of options) {
    const made = new Option(option.text, option.value);
    if (!option.group) control.append(made);
    else {
      if (group?.label !== option.group) {
        group = document.createElement('optgroup');
        group.label = option.group;
        control.append(group);
      }
      group.append(made);
    }
  }
  if (value !== '' && !options.some(o => o.value === value)) control.append(new Option(`${value} ?`, value));
  control.value = value;
  control.addEventListener('change', () => change(control.value));
  return field(label, control);
}

export function flag(label: string, value: boolean, change: (value: boolean) => void): HTMLElement {
  const box = document.createElement('label');
  box.className = 'check';
  const control = document.createElement('input');
  control.type = 'checkbox';
  control.checked = value;
  control.addEventListener('change', () => change(control.checked));
  box.append(control, label);
  return box;
}

export function line(label: string, value: string): HTMLElement {
  const box = document.createElement('div');
  box.className = 'field';
  const caption = document.createElement('span');
  caption.className = 'label';
  caption.textContent = label;
  const shown = document.createElement('span');
  shown.className = 'said';
  shown.textContent = value;
  box.append(caption, shown);
  return box;
}

export function note(message: string, kind: string): HTMLElement {
  const box = document.createElement('p');
  box.className = `finding ${kind}`;
  box.textContent = `${kind === 'due' ? '▲' : '■'} ${message}`;
  return box;
}

/** Names to click into an expression. */
export function variables(label: string, all: readonly { name: string; text: string }[], into: HTMLTextAreaElement): HTMLElement {
  const box = document.createElement('details');
  box.className = 'variables';
  const summary = document.createElement('summary');
  summary.textContent = label;
  const list = document.createElement('div');
  for (const variable of all) {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = variable.name;
    made.title = variable.text;
    const small = document.createElement('small');
    small.textContent = variable.text;
    made.append(small);
    made.addEventListener('click', () => {
      into.setRangeText(variable.name, into.selectionStart, into.selectionEnd, 'end');
      into.focus();
      into.dispatchEvent(new Event('change'));
    });
    list.append(made);
  }
  box.append(summary, list);
  return box;
}
