// Frames kept in the page, the line that they come by, and what is drawn ahead.

import assert from "node:assert/strict";

import { createAhead } from "../../jaclib/stage/page/ahead.js";
import { createFrames } from "../../jaclib/stage/page/frames.js";
import { createLine } from "../../jaclib/stage/page/line.js";
import { createScreen } from "../../jaclib/stage/page/screen.js";
import { clock, pass } from "./clock.js";
import { POINT, SLIDER } from "./fake.js";

const MEGABYTE = new Uint8Array(2 ** 20);
const meta = (t, more = {}) => ({ key: JSON.stringify([{ t }, {}]), sharp: false, ...more });

Deno.test("a frame is kept with its state, and a sharp one is not given up for a quick one", () => {
  const frames = createFrames();
  const sharp = frames.keep(meta(1, { sharp: true }), MEGABYTE);
  assert.equal(frames.keep(meta(1), MEGABYTE), sharp);
  assert.deepEqual(sharp.state, { t: 1 });
  assert.equal(frames.keep(meta(1, { sharp: true, say: "new" }), MEGABYTE).say, "new");
  assert.deepEqual(frames.stats(), { frames: 1, kept: 2 ** 20 });
});

Deno.test("those least recently shown go first, and no more than 44 megabytes stay", () => {
  const frames = createFrames();
  const first = frames.keep(meta(0), MEGABYTE);
  for (let t = 1; t < 44; t++) frames.keep(meta(t), MEGABYTE);
  frames.touch(first);
  frames.keep(meta(44), MEGABYTE);
  assert.equal(frames.get(first.key), first);
  assert.equal(frames.get(meta(1).key), undefined);
  assert.equal(frames.stats().kept, 44 * 2 ** 20);
  frames.clear();
  assert.deepEqual(frames.stats(), { frames: 0, kept: 0 });
});

const landed = (line, seq, more = {}) => line.landed({ seq, ms: 10, held: 10, sharp: false, ...more });

Deno.test("one request goes until something is known of the line, and then more, some ms apart", () => {
  const line = createLine();
  assert.equal(line.wait(), 0);
  line.sent(1);
  assert.equal(line.wait(), Infinity);
  clock.now += 60;
  assert.equal(landed(line, 1), 50);
  line.sent(2);
  assert.equal(line.wait(), 15);
  clock.now += 15;
  assert.equal(line.wait(), 0);
});

Deno.test("an answer answers all that was asked before it, and what is lost is awaited no more", () => {
  const line = createLine();
  [1, 2, 3].forEach(line.sent);
  landed(line, 2);
  assert.deepEqual([1, 2, 3].map(line.awaits), [false, false, true]);
  line.lost();
  assert.equal(line.busy(), false);
  assert.equal(landed(line, 3), null);
});

Deno.test("a sharp frame tells nothing of the line", () => {
  const line = createLine();
  line.sent(1);
  assert.equal(landed(line, 1, { sharp: true }), null);
  assert.equal(line.stats().fastest, Infinity);
});

Deno.test("of frames that come while one is decoded only the newest is shown, and nothing older than what was passed", async () => {
  const shown = [];
  const screen = createScreen((_, frame) => shown.push(frame.name), () => {});
  const frame = (name) => ({ name, blob: name });
  screen.paint(frame("a"), 1);
  screen.paint(frame("b"), 2);
  screen.paint(frame("c"), 4);
  screen.paint(frame("d"), 3);
  await pass(1);
  assert.deepEqual(shown, ["a", "c"]);
  screen.pass(9);
  screen.paint(frame("e"), 8);
  await pass(1);
  assert.deepEqual(shown, ["a", "c"]);
});

/** What is asked for ahead of a hand that last moved this control. */
function neighbours(name, look, state) {
  const handles = look.handle ? { [name]: look.handle } : {};
  const controls = { lastMoved: () => name, looks: () => ({ [name]: look }) };
  const ahead = createAhead({ handles, plays: {} }, controls, createFrames(), { warm() {} });
  const asked = [];
  for (let next; (next = ahead.next(state, JSON.stringify)).length; ) {
    asked.push(...next.map((each) => each[name]));
    next.forEach((each) => ahead.landed({ ahead: ahead.batch(), key: JSON.stringify(each) }));
  }
  return asked;
}

Deno.test("a slider's neighbours are its steps, the nearest first, and none beyond its ends", () => {
  const asked = neighbours("t", SLIDER, { t: 0.98 });
  assert.deepEqual(asked.slice(0, 5), [0.99, 0.97, 1, 0.96, 0.95]);
  assert.equal(Math.max(...asked), 1);
  assert.equal(Math.min(...asked), 0.68);
});

Deno.test("a point's neighbours lie to all sides of it", () => {
  assert.deepEqual(neighbours("p", POINT, { p: [0.5, 0.5] }).slice(0, 4), [[0.55, 0.5], [0.45, 0.5], [0.5, 0.55], [0.5, 0.45]]);
});
