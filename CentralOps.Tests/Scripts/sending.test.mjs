import assert from 'node:assert/strict';
import test from 'node:test';
import { belongsToInputMethod, keyName } from '../../CentralOps.Web/Scripts/_desk/_keys.ts';
import { Draft } from '../../CentralOps.Web/Scripts/_desk/_drafts.ts';
import { stepAngle } from '../../CentralOps.Web/Scripts/_desk/_ink.ts';
import { Sender } from '../../CentralOps.Web/Scripts/_desk/_sending.ts';

const noPause = () => Promise.resolve();

test('Enter pressed twice sends once', async () => {
  const calls = [];
  const sender = new Sender({ invokeMethodAsync: async (...call) => { calls.push(call); return { ok: true }; } }, () => undefined, noPause);
  const [first, second] = await Promise.all([sender.send('Keyed', 1), sender.send('Keyed', 1)]);
  assert.deepEqual([first, second], [true, false]);
  assert.equal(await sender.send('Keyed', 1), false, 'still the same task');
  assert.equal(calls.length, 1);
});

test('a lost line sends the same command again, not another one', async () => {
  const ids = [];
  let tries = 0;
  const host = { invokeMethodAsync: async (_, id) => { ids.push(id); if (++tries < 4) throw new Error('Cannot send data if the connection is not in the Connected state'); return { ok: true }; } };
  const states = [];
  const sender = new Sender(host, state => states.push(state), noPause);
  assert.equal(await sender.send('Keyed', 'x'), true);
  assert.equal(new Set(ids).size, 1);
  assert.equal(ids.length, 4);
  assert.ok(states.includes('waiting'));
});

test('a refusal opens the desk again with a new command', async () => {
  const ids = [];
  const sender = new Sender({ invokeMethodAsync: async (_, id) => { ids.push(id); return { ok: ids.length > 1, message: '原因' }; } }, () => undefined, noPause);
  assert.equal(await sender.send('Keyed'), false);
  assert.equal(sender.busy, false);
  assert.equal(await sender.send('Keyed'), true);
  assert.notEqual(ids[0], ids[1]);
});

test('the next task starts with a command of its own', async () => {
  const ids = [];
  const sender = new Sender({ invokeMethodAsync: async (_, id) => { ids.push(id); return { ok: true }; } }, () => undefined, noPause);
  await sender.send('Keyed');
  sender.reset();
  await sender.send('Keyed');
  assert.notEqual(ids[0], ids[1]);
});

test('keys of an input method are never commands', () => {
  assert.equal(belongsToInputMethod({ isComposing: true, keyCode: 13 }), true);
  assert.equal(belongsToInputMethod({ isComposing: false, keyCode: 229 }), true);
  assert.equal(belongsToInputMethod({ isComposing: false, keyCode: 13 }), false);
  assert.equal(keyName({ key: 'Enter', ctrlKey: true, altKey: false, metaKey: false }), 'Ctrl+Enter');
});

test('a draft survives a reload and prefers what this tab kept', () => {
  const kept = new Map();
  const storage = { getItem: k => kept.get(k) ?? null, setItem: (k, v) => kept.set(k, v), removeItem: k => kept.delete(k) };
  const host = { invokeMethodAsync: async () => undefined };
  const draft = new Draft(host, 'item-1', storage);
  draft.keep({ value: '壹万' });
  draft.stop();
  assert.deepEqual(new Draft(host, 'item-1', storage).load('{"value":"old"}'), { value: '壹万' });
  assert.deepEqual(new Draft(host, 'item-2', storage).load('{"value":"from server"}'), { value: 'from server' });
  draft.clear();
  assert.equal(new Draft(host, 'item-1', storage).load('not json'), null);
});

test('a seal turns by tenths of a degree without drifting', () => {
  let angle = 0;
  for (let i = 0; i < 7; i++) angle = stepAngle(angle, 1);
  assert.equal(angle, 0.7);
  assert.equal(stepAngle(179.9, 2), -179.9);
});
