// Play: one step after the other, and one that hurries goes faster after its first steps.

import assert from "node:assert/strict";

import { clock, pass } from "./clock.js";
import { createPlayer } from "../../jaclib/stage/page/player.js";

/** When each step of a play of `count` steps is made. */
async function played(count, hurries) {
  const state = { k: 0 }, made = [];
  const plays = { k: { values: Array.from({ length: count + 1 }, (_, i) => i), pace: 700, stride: 1, hurries } };
  const controls = {
    looks: () => ({ k: { hi: count } }),
    state: () => state,
    put: (_, value) => { state.k = value; made.push(clock.now); },
  };
  createPlayer(plays, controls, () => true, () => {}).toggle("k");
  await pass(800 * count);
  assert.equal(state.k, count);
  return made.slice(1).map((time, i) => time - made[i]);
}

Deno.test("Play keeps its pace", async () => {
  assert.deepEqual(await played(5, false), [700, 700, 700, 700]);
});

Deno.test("one that hurries keeps it for eight steps, then each is a tenth quicker, down to what can be seen", async () => {
  const gaps = await played(40, true);
  assert.deepEqual(gaps.slice(0, 8), Array(8).fill(700));
  for (let i = 8; i < gaps.length; i++) assert(gaps[i] <= gaps[i - 1] && gaps[i] >= Math.max(90, 0.89 * gaps[i - 1]));
  assert.equal(gaps.at(-1), 90);
});
