import assert from 'node:assert/strict';
import test from 'node:test';
import { errorsAt } from '../../CentralOps.Web/Scripts/processes/_errors.ts';

const refused = { value: 'core-refused', text: '核心拒绝 (core-refused)' };
const failed = { value: 'machine-failed', text: '机器处理最终失败 (machine-failed)' };
const catalogue = { steps: [{ step: 'core.post', errors: [refused] }, { step: 'archive', errors: [failed] }, { step: 'review', errors: [] }], processes: [{ key: 'posting', errors: [refused, failed] }] };
const step = name => ({ $type: 'bpmn:ServiceTask', get: key => (key === 'co:step' ? name : undefined) });

test('the border of a step offers exactly what the step throws', () => {
  assert.deepEqual(errorsAt(step('core.post'), catalogue), [refused]);
  assert.deepEqual(errorsAt(step('review'), catalogue), []);
});

test('the border of a call offers what leaves the process', () => {
  assert.deepEqual(errorsAt({ $type: 'bpmn:CallActivity', calledElement: 'posting' }, catalogue), [refused, failed]);
});

test('the border of a sub-process offers what everything inside throws, each once', () => {
  const end = { $type: 'bpmn:EndEvent', eventDefinitions: [{ errorRef: { errorCode: 'BACK' } }] };
  const inner = { $type: 'bpmn:SubProcess', flowElements: [step('archive'), end] };
  const outer = { $type: 'bpmn:SubProcess', flowElements: [step('core.post'), step('archive'), inner, { $type: 'bpmn:EndEvent' }] };
  assert.deepEqual(errorsAt(outer, catalogue).map(e => e.value), ['core-refused', 'machine-failed', 'BACK']);
});
