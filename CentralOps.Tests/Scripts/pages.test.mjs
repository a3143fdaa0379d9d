import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attach } from '../../CentralOps.Web/Scripts/intake/pages.ts';

const answers = { 'front.jpg': { delay: 60, tickets: ['front'] }, 'slip.jpg': { delay: 5, tickets: ['slip'] }, 'bad.jpg': { delay: 1, tickets: [], refusal: 'capture.unreadable' }, 'back.pdf': { delay: 20, tickets: ['back-1', 'back-2'] } };

globalThis.window = new EventTarget();
globalThis.document = new EventTarget();
globalThis.fetch = async () => ({ ok: true, text: async () => 'token' });
globalThis.XMLHttpRequest = class {
  upload = {};
  open() {}
  setRequestHeader(name, value) { if (name === 'X-File-Name') this.name = decodeURIComponent(value); }
  send() {
    const { delay, tickets, refusal = null } = answers[this.name];
    setTimeout(() => { this.response = { tickets, refusal, args: [] }; this.status = 200; this.onload(); }, delay);
  }
};

test('pages arrive in the order in which the files were chosen, whichever is through first', async () => {
  const heard = [];
  const circuit = { invokeMethodAsync: async (method, ...args) => { heard.push([method, args[0]]); } };
  const zone = { ownerDocument: { getElementById: () => null }, classList: { add() {}, remove() {} } };
  const picker = Object.assign(new EventTarget(), { files: Object.keys(answers).map(name => ({ name, size: 100 })), value: '' });
  attach(zone, picker, circuit, { url: 'intake/pages', maxBytes: 1000 });

  picker.dispatchEvent(new Event('change'));
  for (let left = 100; left > 0 && heard.filter(([method]) => method === 'UploadEnded').length < 4; left--) await new Promise(resolve => setTimeout(resolve, 10));

  assert.deepEqual(heard.filter(([method]) => method === 'PageArrived').map(([, ticket]) => ticket), ['front', 'slip', 'back-1', 'back-2']);
});
