import type { Catalogue, Finding, Offer, Texts } from './_catalogue';
import { errorsAt } from './_errors';
import { choice, flag, line, note, text, variables } from './_fields';

/* eslint-disable @typescript-eslint/no-explicit-any -- bpmn-js's services have no useful types */
type Modeler = { get(service: string): any; on(event: string, callback: (event: any) => void): void };

const steppers = ['bpmn:UserTask', 'bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:ManualTask', 'bpmn:Task', 'bpmn:ReceiveTask'];

/** What is set on the selected element. Every change is one command of bpmn-js, so that undo takes it back. */
export class Properties {
  private findings: readonly Finding[] = [];
  private element: any;

  constructor(private readonly root: HTMLElement, private readonly modeler: Modeler, private readonly catalogue: Catalogue, private readonly texts: Texts) {
    modeler.on('selection.changed', ({ newSelection }) => this.show(newSelection.length === 1 ? newSelection[0] : undefined));
    modeler.on('elements.changed', ({ elements }) => {
      if (elements.includes(this.element) && !this.root.contains(document.activeElement)) this.render();
    });
    this.show(undefined);
  }

  tell(findings: readonly Finding[]): void {
    this.findings = findings;
    const places = this.root.querySelector('.findings');
    places?.replaceChildren(...this.notes());
  }

  private show(element: any): void {
    this.element = element?.labelTarget ?? element ?? this.modeler.get('canvas').getRootElement();
    this.render();
  }

  private t(key: string): string {
    return this.texts[key] ?? key;
  }

  private set(values: Record<string, unknown>): void {
    this.modeler.get('modeling').updateProperties(this.element, values);
  }

  private setOn(moddle: any, values: Record<string, unknown>): void {
    this.modeler.get('modeling').updateModdleProperties(this.element, moddle, values);
  }

  private create(type: string, values: Record<string, unknown>, parent: any): any {
    const made = this.modeler.get('bpmnFactory').create(type, values);
    made.$parent = parent;
    return made;
  }

  private render(): void {
    const bo = this.element?.businessObject;
    if (!bo) return;
    const kind = bo.$type as string;
    const head = document.createElement('header');
    const title = document.createElement('b');
    title.textContent = this.t(`type.${kind.slice(5)}`);
    const id = document.createElement('code');
    id.textContent = bo.id;
    head.append(title, id);
    const findings = document.createElement('div');
    findings.className = 'findings';
    findings.append(...this.notes());
    const parts: Node[] = [head, findings, text(this.t('name'), bo.name ?? '', value => this.set({ name: value }), { rows: 2 })];
    if (steppers.includes(kind) && !(kind === 'bpmn:ReceiveTask' && !bo.get('co:step'))) parts.push(...this.step(bo));
    if (kind === 'bpmn:BusinessRuleTask') parts.push(...this.rule(bo));
    if (kind === 'bpmn:CallActivity') parts.push(...this.call(bo));
    if (kind === 'bpmn:SequenceFlow') parts.push(...this.flow(bo));
    if (kind === 'bpmn:BoundaryEvent' && !/Error|Compensate/.test(bo.eventDefinitions?.[0]?.$type ?? '')) parts.push(flag(this.t('interrupting'), bo.cancelActivity !== false, value => this.set({ cancelActivity: value })));
    for (const definition of bo.eventDefinitions ?? []) parts.push(...this.event(definition, bo));
    if (kind === 'bpmn:ReceiveTask') parts.push(this.reference(bo, 'messageRef', 'bpmn:Message', 'name', this.t('message'), this.catalogue.messages));
    if (bo.loopCharacteristics?.$type === 'bpmn:MultiInstanceLoopCharacteristics') parts.push(...this.many(bo.loopCharacteristics));
    this.root.replaceChildren(...parts);
  }

  private notes(): Node[] {
    const id = this.element?.businessObject?.id;
    return this.findings.filter(f => f.elementId === id).map(f => note(f.text, f.warning ? 'due' : 'breached'));
  }

  private step(bo: any): Node[] {
    const current = this.catalogue.steps.find(s => s.step === bo.get('co:step'));
    const options = this.catalogue.steps.map(s => ({ value: s.step, text: s.name, group: s.group }));
    const parts: Node[] = [choice(this.t('step'), bo.get('co:step') ?? '', options, value => { this.set({ 'co:step': value || undefined }); this.render(); })];
    if (!current) return parts;
    parts.push(line(this.t('actor'), current.actor));
    const held = (bo.extensionElements?.values ?? []).filter((v: any) => v.$type === 'co:Param');
    for (const parameter of current.parameters) {
      const value = held.find((p: any) => p.name === parameter.name)?.value ?? '';
      const change = (next: string) => this.parameter(bo, parameter.name, next);
      parts.push(parameter.choices.length > 0 ? choice(parameter.text, value, parameter.choices, change) : text(parameter.text, value, change));
    }
    parts.push(line(this.t('outcomes'), current.outcomes.map(o => `${bo.id}_outcome = "${o}"`).join('\n')));
    parts.push(flag(this.t('returnTarget'), bo.get('co:return-target') === true, value => this.set({ 'co:return-target': value || undefined })));
    return parts;
  }

  private parameter(bo: any, name: string, value: string): void {
    const holder = bo.extensionElements ?? this.create('bpmn:ExtensionElements', { values: [] }, bo);
    const others = (holder.values ?? []).filter((v: any) => !(v.$type === 'co:Param' && v.name === name));
    const made = this.modeler.get('moddle').create('co:Param', { name, value });
    made.$parent = holder;
    if (!bo.extensionElements) this.set({ extensionElements: holder });
    this.setOn(holder, { values: value === '' ? others : [...others, made] });
  }

  private rule(bo: any): Node[] {
    const current = this.catalogue.ruleSets.find(r => r.key === bo.get('co:ruleset'));
    const parts: Node[] = [choice(this.t('ruleSet'), bo.get('co:ruleset') ?? '', this.catalogue.ruleSets.map(r => ({ value: r.key, text: r.name })), value => {
      this.set({ 'co:ruleset': value || undefined, 'co:decision': undefined });
      this.render();
    })];
    if (current && current.decisions.length > 1)
      parts.push(choice(this.t('decision'), bo.get('co:decision') ?? '', current.decisions.map(d => ({ value: d, text: d })), value => this.set({ 'co:decision': value || undefined })));
    return parts;
  }

  private call(bo: any): Node[] {
    const options = this.catalogue.processes.map(p => ({ value: p.key, text: p.name }));
    const parts: Node[] = [choice(this.t('calledProcess'), bo.calledElement ?? '', options, value => { this.set({ calledElement: value || undefined }); this.render(); })];
    if (bo.calledElement) {
      const link = document.createElement('a');
      link.href = `/processes/${encodeURIComponent(bo.calledElement)}`;
      link.textContent = this.t('openCalled');
      link.target = '_blank';
      parts.push(link);
    }
    return parts;
  }

  private flow(bo: any): Node[] {
    const source = bo.sourceRef;
    const decides = /Gateway$/.test(source?.$type ?? '') || bo.conditionExpression;
    if (!decides && !/Task|Activity|SubProcess/.test(source?.$type ?? '')) return [];
    const isDefault = source.default === bo;
    const parts: Node[] = [];
    if (source.$type !== 'bpmn:ParallelGateway' && source.$type !== 'bpmn:EventBasedGateway') {
      parts.push(flag(this.t('default'), isDefault, value => {
        this.modeler.get('modeling').updateProperties(this.modeler.get('elementRegistry').get(source.id), { default: value ? bo : undefined });
        if (value) this.set({ conditionExpression: undefined });
        this.render();
      }));
      if (!isDefault) {
        const box = text(this.t('condition'), bo.conditionExpression?.body ?? '', value =>
          this.set({ conditionExpression: value.trim() === '' ? undefined : this.create('bpmn:FormalExpression', { body: value.trim() }, bo) }), { rows: 3, mono: true, hint: this.t('conditionHint') });
        parts.push(box, variables(this.t('variables'), [...this.given(), ...this.catalogue.variables], box.querySelector('textarea')!));
      }
    }
    return parts;
  }

  // Outcomes of the steps of this model, which conditions ask most, then the facts that they establish.
  private given(): { name: string; text: string }[] {
    const [outcomes, facts] = [[] as { name: string; text: string }[], new Map<string, string>()];
    this.modeler.get('elementRegistry').forEach((e: any) => {
      const shape = this.catalogue.steps.find(s => s.step === e.businessObject?.get?.('co:step'));
      if (!shape || e.labelTarget) return;
      const text = e.businessObject.name ?? shape.name;
      for (const outcome of shape.outcomes) outcomes.push({ name: `${e.id}_outcome = "${outcome}"`, text });
      for (const fact of shape.establishes) facts.set(fact, text);
    });
    return [...outcomes, ...[...facts].map(([name, text]) => ({ name, text }))];
  }

  private event(definition: any, bo: any): Node[] {
    switch (definition.$type) {
      case 'bpmn:TimerEventDefinition': return this.timer(definition);
      case 'bpmn:MessageEventDefinition': return [this.reference(definition, 'messageRef', 'bpmn:Message', 'name', this.t('message'), this.catalogue.messages)];
      case 'bpmn:SignalEventDefinition': return [this.reference(definition, 'signalRef', 'bpmn:Signal', 'name', this.t('signal'))];
      case 'bpmn:ErrorEventDefinition': return [this.reference(definition, 'errorRef', 'bpmn:Error', 'errorCode', this.t('error'), bo.attachedToRef && errorsAt(bo.attachedToRef, this.catalogue), this.t('anyError'))];
      default: return [];
    }
  }

  private timer(definition: any): Node[] {
    const kinds = ['timeDuration', 'timeDate', 'timeCycle'];
    const kind = kinds.find(k => definition[k]) ?? 'timeDuration';
    const change = (nextKind: string, body: string) => this.setOn(definition, Object.fromEntries(
      kinds.map(k => [k, k === nextKind && body !== '' ? this.create('bpmn:FormalExpression', { body }, definition) : undefined])));
    return [
      choice(this.t('timer'), kind, kinds.map(k => ({ value: k, text: this.t(k) })), value => { change(value, definition[kind]?.body ?? 'PT10M'); this.render(); }),
      text(this.t('time'), definition[kind]?.body ?? '', value => change(kind, value.trim()), { mono: true, hint: this.t(`${kind}Hint`) }),
    ];
  }

  // Messages, errors and signals are elements of their own; people only know their names, and choose where only some can come.
  private reference(owner: any, attribute: string, type: string, key: string, label: string, offers?: readonly Offer[], none?: string): HTMLElement {
    const current = owner[attribute]?.[key] ?? '';
    const change = (value: string) => {
      const definitions = this.modeler.get('canvas').getRootElement().businessObject.$parent;
      const name = value.trim();
      let target = name === '' ? undefined : definitions.rootElements.find((r: any) => r.$type === type && r[key] === name);
      if (name !== '' && !target) {
        target = this.create(type, { name, ...(key === 'errorCode' ? { errorCode: name } : {}) }, definitions);
        definitions.rootElements.push(target);
      }
      this.setOn(owner, { [attribute]: target });
    };
    return offers ? choice(label, current, offers, change, none) : text(label, current, change);
  }

  private many(loop: any): Node[] {
    return [
      line(this.t('many'), this.t(loop.isSequential ? 'sequential' : 'parallel')),
      text(this.t('cardinality'), loop.loopCardinality?.body ?? '', value =>
        this.setOn(loop, { loopCardinality: value.trim() === '' ? undefined : this.create('bpmn:FormalExpression', { body: value.trim() }, loop) }), { mono: true, hint: this.t('cardinalityHint') }),
      text(this.t('collection'), loop.get?.('co:collection') ?? '', value => this.setOn(loop, { 'co:collection': value.trim() || undefined }), { mono: true, hint: this.t('collectionHint') }),
      text(this.t('item'), loop.get?.('co:item') ?? '', value => this.setOn(loop, { 'co:item': value.trim() || undefined }), { mono: true }),
      text(this.t('until'), loop.completionCondition?.body ?? '', value =>
        this.setOn(loop, { completionCondition: value.trim() === '' ? undefined : this.create('bpmn:FormalExpression', { body: value.trim() }, loop) }), { mono: true }),
    ];
  }
}
