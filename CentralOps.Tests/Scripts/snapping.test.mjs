import assert from 'node:assert/strict';
import test from 'node:test';
import { between, boxAt, guidesOf, resized, snapMove, snapSides, within } from '../../CentralOps.Web/Scripts/recognition/_snap.ts';

const box = (x, y, width, height) => ({ x, y, width, height });
const guides = guidesOf([box(10, 20, 100, 0.4), box(50, 5, 0.4, 60)], [box(60, 30, 20, 10)]);

test('a ruled line counts with its middle, a box with its edges', () => {
  assert.deepEqual(guides.xs.toSorted((a, b) => a - b), [50.2, 60, 80]);
  assert.deepEqual(guides.ys.toSorted((a, b) => a - b), [20.2, 30, 40]);
});

test('a moved region finds the nearest guide with either edge, and keeps its size', () => {
  const snapped = snapMove(box(39.5, 29.3, 20, 10), guides, 1);
  assert.deepEqual(snapped.box, box(40, 30, 20, 10));
  assert.deepEqual([snapped.x, snapped.y], [60, 30]);
  assert.deepEqual(snapMove(box(33, 25, 20, 10), guides, 1).box, box(33, 25, 20, 10));
});

test('only the sides that are dragged find guides', () => {
  const snapped = snapSides(box(49.8, 10, 9.5, 10.1), { right: true, bottom: true }, guides, 1);
  assert.equal(snapped.box.x, 49.8);
  assert.equal(Math.round((snapped.box.x + snapped.box.width) * 100) / 100, 60);
  assert.equal(Math.round((snapped.box.y + snapped.box.height) * 100) / 100, 20.2);
});

test('a region never turns inside out, and a drawn one is upright whichever way it was drawn', () => {
  assert.deepEqual(resized(box(10, 10, 20, 10), { left: true }, 50, 0), box(28, 10, 2, 10));
  assert.deepEqual(resized(box(10, 10, 20, 10), { bottom: true }, 0, -50), box(10, 10, 20, 2));
  assert.deepEqual(between(30, 25, 10, 40), box(10, 25, 20, 15));
});

test('a region stays on the page, and a click takes the smallest box around it', () => {
  assert.deepEqual(within(box(95, -4, 20, 10), 100, 50), box(80, 0, 20, 10));
  assert.deepEqual(boxAt([box(0, 0, 50, 50), box(5, 5, 10, 10)], 8, 8), box(5, 5, 10, 10));
  assert.equal(boxAt([box(0, 0, 5, 5)], 8, 8), null);
});
