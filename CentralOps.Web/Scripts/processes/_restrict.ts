/** Leaves out of bpmn-js's own palette and menus what our engine does not execute. */
const hidden = new Set(['create.data-object', 'create.data-store', 'create.participant-expanded', 'create.group', 'create.task']);

const supported = new Set([
  'replace-with-none-start', 'replace-with-none-end', 'replace-with-error-end', 'replace-with-terminate-end', 'replace-with-signal-end', 'replace-with-compensation-end',
  'replace-with-none-intermediate-throw', 'replace-with-none-intermediate-throwing', 'replace-with-message-intermediate-catch', 'replace-with-timer-intermediate-catch',
  'replace-with-signal-intermediate-catch', 'replace-with-signal-intermediate-throw', 'replace-with-compensation-intermediate-throw',
  'replace-with-exclusive-gateway', 'replace-with-parallel-gateway', 'replace-with-inclusive-gateway', 'replace-with-event-based-gateway',
  'replace-with-user-task', 'replace-with-service-task', 'replace-with-send-task', 'replace-with-receive-task', 'replace-with-rule-task', 'replace-with-call-activity',
  'replace-with-collapsed-subprocess', 'replace-with-expanded-subprocess',
  'replace-with-timer-boundary', 'replace-with-non-interrupting-timer-boundary', 'replace-with-message-boundary', 'replace-with-non-interrupting-message-boundary',
  'replace-with-error-boundary', 'replace-with-signal-boundary', 'replace-with-non-interrupting-signal-boundary', 'replace-with-compensation-boundary',
  'toggle-parallel-mi', 'toggle-sequential-mi', 'replace-with-sequence-flow', 'replace-with-default-flow', 'replace-with-conditional-flow',
]);

type Entries = Record<string, unknown>;
type Updater = (entries: Entries) => Entries;

class Restriction {
  static $inject = ['palette', 'popupMenu'];

  constructor(palette: { registerProvider(priority: number, provider: unknown): void }, popupMenu: { registerProvider(id: string, priority: number, provider: unknown): void }) {
    palette.registerProvider(100, { getPaletteEntries: (): Updater => entries => keep(entries, id => !hidden.has(id)) });
    popupMenu.registerProvider('bpmn-replace', 100, {
      getPopupMenuEntries: (): Updater => entries => keep(entries, id => supported.has(id)),
      getPopupMenuHeaderEntries: (): Updater => entries => keep(entries, id => supported.has(id)),
    });
  }
}

function keep(entries: Entries, wanted: (id: string) => boolean): Entries {
  return Object.fromEntries(Object.entries(entries).filter(([id]) => wanted(id)));
}

export const restriction = { __init__: ['centralOpsRestriction'], centralOpsRestriction: ['type', Restriction] };
