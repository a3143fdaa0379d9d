import { inMinutes, openSheet, VerbDialogs } from '../_desk/_dialogs';
import { Draft } from '../_desk/_drafts';
import { listenForKeys, type KeyAction } from '../_desk/_keys';
import { clickAsKey, part, revealFocused, say, showSending, type Panel, type Texts } from '../_desk/_panel';
import { Sender, type Host } from '../_desk/_sending';

interface PhoneOptions {
  itemId: string;
  draft: string | null;
  texts: Texts;
}

interface PhoneDraft {
  answers: Record<string, boolean>;
  text: string;
}

/** Phone desk: the script's questions answered with y and n, then the outcome. */
export function mount(root: HTMLElement, host: Host, options: PhoneOptions): Panel<PhoneOptions> {
  const sender = new Sender(host, (state, message) => showSending(root, options.texts, state, message));
  const dialogs = new VerbDialogs(root, sender);
  const draft = new Draft<PhoneDraft>(host, options.itemId);
  const answers: Record<string, boolean> = {};
  const remark = part<HTMLTextAreaElement>(root, 'remark');
  let outcome = '';
  let at = 0;
  const questions = () => [...root.querySelectorAll<HTMLElement>('[data-question]')];

  const paint = () => {
    questions().forEach((question, index) => {
      const answer = answers[question.dataset.question!];
      question.classList.toggle('focused', index === at);
      question.querySelectorAll<HTMLElement>('[data-answer]').forEach(b => b.setAttribute('aria-pressed', String(answer !== undefined && (b.dataset.answer === 'yes') === answer)));
    });
    root.querySelectorAll<HTMLElement>('[data-outcome]').forEach(b => b.setAttribute('aria-pressed', String(b.dataset.outcome === outcome)));
    part(root, 'retry').hidden = outcome !== 'unreachable';
  };
  const answer = (index: number, yes: boolean) => {
    const question = questions()[index];
    if (!question) return;
    answers[question.dataset.question!] = yes;
    at = Math.min(index + 1, questions().length);
    draft.keep({ answers, text: remark.value });
    paint();
  };
  const decide = (next: string) => {
    outcome = next;
    say(root, '');
    paint();
  };
  const send = async () => {
    const open = questions().findIndex(q => answers[q.dataset.question!] === undefined);
    if (outcome === '') return say(root, options.texts['outcome-first'] ?? '');
    if (outcome === 'confirmed' && open >= 0) {
      at = open;
      paint();
      return say(root, options.texts['answers-first'] ?? '');
    }
    if (outcome === 'confirmed' && Object.values(answers).includes(false)) return say(root, options.texts['no-among-answers'] ?? '');
    const retryAt = outcome === 'unreachable' ? inMinutes(Number(part<HTMLSelectElement>(root, 'minutes').value)) : null;
    if (await sender.send('Called', { outcome, answers, text: remark.value.trim() || null, retryAt })) draft.clear();
  };
  const actions: Record<string, KeyAction> = {
    y: () => answer(at, true), n: () => answer(at, false), v: () => revealFocused(root),
    ArrowDown: () => { at = Math.min(at + 1, questions().length - 1); paint(); }, ArrowUp: () => { at = Math.max(at - 1, 0); paint(); },
    F5: () => decide('confirmed'), F6: () => decide('denied'), F7: () => decide('unreachable'),
    'Ctrl+Enter': () => void send(), F2: () => dialogs.open('return'), F4: () => dialogs.open('suspend'), F8: () => dialogs.open('escalate'),
    F1: () => openSheet(root), '?': () => openSheet(root),
  };
  const clicked = (event: Event) => {
    const target = event.target as HTMLElement;
    const button = target.closest<HTMLElement>('[data-answer]');
    if (button) answer(questions().indexOf(button.closest<HTMLElement>('[data-question]')!), button.dataset.answer === 'yes');
    const chosen = target.closest<HTMLElement>('[data-outcome]');
    if (chosen) decide(chosen.dataset.outcome!);
    if (target.closest('[data-role="send"]')) void send();
  };
  const typed = (event: Event) => { if (!(event as InputEvent).isComposing) draft.keep({ answers, text: remark.value }); };
  root.addEventListener('click', clicked);
  remark.addEventListener('input', typed);
  const endings = [listenForKeys(document, () => actions), clickAsKey(root, () => actions)];

  const kept = draft.load(options.draft);
  Object.assign(answers, kept?.answers ?? {});
  remark.value = kept?.text ?? '';
  at = Math.max(questions().findIndex(q => answers[q.dataset.question!] === undefined), 0);
  root.dataset.item = options.itemId;
  paint();
  return { show: () => undefined, dispose: () => { sender.dispose(); draft.stop(); endings.forEach(end => end()); } };
}
