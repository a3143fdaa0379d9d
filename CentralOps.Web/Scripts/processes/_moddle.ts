/** Our own attributes in BPMN models (http://centralops.example/bpmn), for bpmn-js. */
export const centralOps = {
  name: 'CentralOps', uri: 'http://centralops.example/bpmn', prefix: 'co', xml: { tagAlias: 'lowerCase' },
  types: [
    { name: 'Param', superClass: ['Element'], properties: [{ name: 'name', isAttr: true, type: 'String' }, { name: 'value', isAttr: true, type: 'String' }] },
    { name: 'Stepping', extends: ['bpmn:Task'], properties: [{ name: 'step', isAttr: true, type: 'String' }, { name: 'return-target', isAttr: true, type: 'Boolean' }] },
    { name: 'Ruling', extends: ['bpmn:BusinessRuleTask'], properties: [{ name: 'ruleset', isAttr: true, type: 'String' }, { name: 'decision', isAttr: true, type: 'String' }] },
    { name: 'Several', extends: ['bpmn:MultiInstanceLoopCharacteristics'], properties: [{ name: 'collection', isAttr: true, type: 'String' }, { name: 'item', isAttr: true, type: 'String' }] },
    { name: 'Calling', extends: ['bpmn:CallActivity'], properties: [{ name: 'version', isAttr: true, type: 'String' }] },
  ],
};
