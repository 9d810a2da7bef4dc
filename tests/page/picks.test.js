// What is pointed at: entries of matrices and wires, by their numbers.

import assert from "node:assert/strict";

import { hit } from "../../jaclib/stage/page/picks.js";

// two rows of three numbers from 5 on, its upper left corner at (10, 40), cells of 10 × 5
const GRID = [5, 10, 40, 2, 3, 10, 5];
const WIRES = [1, [[0, 100], [0, 60]], [[100, 100], [100, 60]]]; // two neurons to two: 1 and 2 lead to the first one
const grips = (turned) => ({ grids: [GRID], wires: [WIRES], turned });

Deno.test("an entry has its number row by row, and where the matrix is drawn turned, column by column", () => {
  const at = (turned) => [[11, 39], [39, 39], [11, 31]].map((place) => hit(grips(turned), place));
  assert.deepEqual(at(false), [5, 7, 8]);
  assert.deepEqual(at(true), [5, 9, 6]);
});

Deno.test("beside the matrix and far from each wire there is nothing", () => {
  for (const place of [[9.9, 39], [40.1, 39], [11, 40.1], [11, 29.9], [50, 20]]) assert.equal(hit(grips(false), place), 0);
});

Deno.test("of wires the nearest is meant, numbered by its end and then by its start", () => {
  assert.deepEqual([[50, 101], [50, 61], [90, 95], [90, 65]].map((place) => hit(grips(false), place)), [1, 4, 2, 3]);
});
