// What a handle makes of a pointer and of a key, on a panel that fills the right half of a figure 400 × 200 pixels large.

import assert from "node:assert/strict";

import { createFarPoint, createPoint, createTurning } from "../../jaclib/stage/page/handle.js";

const PLACE = { box: [0.5, 0, 1, 1], xlim: [-2, 2], ylim: [-2, 2] };
const RECT = { left: 0, top: 0, width: 400, height: 200 };
const at = (clientX, clientY) => ({ clientX, clientY });

/** A handle of a kind, and the element that shows it. */
function made(kind, look, base = () => [0, 0], state = () => ({})) {
  const told = {}, knob = { style: {}, setAttribute: (name, value) => { told[name] = value; } };
  return { ...kind(knob, () => look, base, state), told, style: knob.style };
}

const POINT = { label: "point a", fine: 0.01 };

Deno.test("a point goes where the pointer is, in the panel's units, and no further than its sides", () => {
  const { drag } = made(createPoint, POINT);
  assert.deepEqual(drag(at(300, 100), null, RECT, PLACE), [0, 0]);
  assert.deepEqual(drag(at(350, 50), null, RECT, PLACE), [1, 1]);
  assert.deepEqual(drag(at(301.23, 100), null, RECT, PLACE), [0.02, 0]); // to the hundredth
  assert.deepEqual(drag(at(0, 900), null, RECT, PLACE), [-2, -2]);
});

Deno.test("a key moves a point by its step, up to the side", () => {
  const { step } = made(createPoint, POINT);
  assert.deepEqual(step([0.1, 0.2], [0.05, 0], PLACE), [0.15, 0.2]);
  assert.deepEqual(step([1.98, 0], [0.05, 0.25], PLACE), [2, 0.25]);
});

Deno.test("a tip stands at its base and is told from it, and a box is never smaller than the least of the look that is", () => {
  const look = { ...POINT, least: [0.1, 0.2] };
  const { drag, show, style, told } = made(createPoint, look, () => [1, -1]);
  assert.deepEqual(drag(at(375, 125), null, RECT, PLACE), [0.5, 0.5]);
  assert.deepEqual(drag(at(0, 900), null, RECT, PLACE), [0.1, 0.2]);
  look.least = [0.4, 0.3]; // another map has another
  assert.deepEqual(drag(at(0, 900), null, RECT, PLACE), [0.4, 0.3]);
  show([0.5, 0.5], PLACE);
  assert.deepEqual([style.left, style.top], ["93.75%", "62.5%"]);
  assert.equal(told["aria-valuetext"], "point a at (0.5, 0.5)");
});

Deno.test("on the line a point goes to and fro, however far up the pointer is", () => {
  const { drag, step } = made(createFarPoint, { ...POINT, sight: { centre: [0] } });
  const grip = { x: 300, y: 100, value: [0.5] };
  assert.deepEqual(drag(at(350, 20), grip, RECT, PLACE), [1.5]);
  assert.deepEqual(step([0.5], [0.05, 0.25]), [0.55]);
});

Deno.test("in space a point is dragged across the line of sight: along the first axis it is not moved", () => {
  const look = { ...POINT, sight: { view: "view", centre: [0, 0, 0] } };
  const { drag } = made(createFarPoint, look, undefined, () => ({ view: [0, 0] }));
  const grip = { x: 300, y: 100, value: [1, 2, 3] };
  assert.deepEqual(drag(at(325, 75), grip, RECT, PLACE), [1, 2.5, 3.5]);
});

Deno.test("what is seen of a dragged point has moved as the pointer has, from wherever space is looked at", () => {
  for (const view of [[35, 25], [-120, 60], [170, -10]]) {
    const look = { ...POINT, fine: 1e-9, sight: { view: "view", centre: [0, 0, 0] } };
    const { drag, show, style } = made(createFarPoint, look, undefined, () => ({ view }));
    const value = [0.3, -0.2, 0.5], place = () => [parseFloat(style.left) * 4, parseFloat(style.top) * 2];
    show(value, PLACE);
    const [x, y] = place();
    show(drag(at(x + 20, y - 10), { x, y, value }, RECT, PLACE), PLACE);
    const [toX, toY] = place();
    assert.ok(Math.hypot(toX - x - 20, toY - y + 10) < 1e-6, `from ${view}: ${toX - x}, ${toY - y}`);
  }
});

Deno.test("space turns half a degree a pixel, all the way round, and up to straight above", () => {
  const { drag, step, show, told } = made(createTurning, { label: "view", fine: 1 });
  const grip = { x: 0, y: 0, value: [30, 20] };
  assert.deepEqual(drag(at(40, 20), grip), [10, 30]);
  assert.deepEqual(drag(at(460, 600), grip), [160, 90]);
  assert.deepEqual(step([175, -88], [10, -5]), [-175, -90]);
  show([35, 45], PLACE);
  assert.equal(told["aria-valuetext"], "turned by 35°, seen from 45° above");
});
