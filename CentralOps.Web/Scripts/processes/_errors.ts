import type { Catalogue, Offer } from './_catalogue';

/* eslint-disable @typescript-eslint/no-explicit-any -- bpmn-js's model has no useful types */

/** Errors that may arrive at the border of an activity: those of its step, of the process that it calls, of everything inside it. */
export function errorsAt(activity: any, catalogue: Catalogue): readonly Offer[] {
  const found = new Map<string, Offer>();
  collect(activity, catalogue, found);
  return [...found.values()];
}

function collect(element: any, catalogue: Catalogue, found: Map<string, Offer>): void {
  const step = catalogue.steps.find(s => s.step === element.get?.('co:step'));
  const called = catalogue.processes.find(p => p.key === element.calledElement);
  for (const error of [...(step?.errors ?? []), ...(called?.errors ?? []), ...thrown(element)]) {
    if (!found.has(error.value)) found.set(error.value, error);
  }
  for (const inner of element.flowElements ?? []) collect(inner, catalogue, found);
}

function thrown(element: any): Offer[] {
  if (element.$type !== 'bpmn:EndEvent') return [];
  return (element.eventDefinitions ?? []).map((d: any) => d.errorRef?.errorCode).filter(Boolean).map((code: string) => ({ value: code, text: code }));
}
