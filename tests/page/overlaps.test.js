// How many layers lie over one another at a place of the picture.

import assert from "node:assert/strict";

import { layersAt } from "../../jaclib/stage/page/overlaps.js";

/** @type {any} */
const PLACES = [{ box: [0, 0, 0.5, 1], xlim: [0, 1], ylim: [0, 1] }, { box: [0.5, 0, 1, 1], xlim: [0, 4], ylim: [0, 2] }];
// on the right panel, from (0.5, 0.5) to (2.5, 1.5): a row of 1, 1, 3, 3, 1 layers, and one of none, 2, 2, 2, none
/** @type {any} */
const OVERLAPS = { panel: 1, xlim: [0.5, 2.5], ylim: [0.5, 1.5], columns: 5, rows: [[[0, 1], [2, 3], [4, 1]], [[1, 2], [4, 0]]] };
const said = (x, y) => layersAt([OVERLAPS], PLACES, [0.5 + x / 8, 1 - y / 2]);

Deno.test("each place of a lattice has the layers of its row from a column on", () => {
  assert.deepEqual([0.5, 1, 1.5, 2, 2.5].map((x) => said(x, 0.5)[0]), ["1", "1", "3", "3", "1"]);
  assert.equal(said(1.5, 0.4), "3 layers lie here");
  assert.equal(said(0.6, 0.6), "1 layer lies here");
  assert.deepEqual([0.5, 1, 1.9, 2.5].map((x) => said(x, 1.5)), ["", "2 layers lie here", "2 layers lie here", ""]);
});

Deno.test("beside it, and on another panel, there is nothing to say", () => {
  for (const [x, y] of [[0, 0.5], [3, 0.5], [1, -0.1], [1, 2.1], [-3, 1]]) assert.equal(said(x, y), "");
  assert.equal(layersAt([], PLACES, [0.7, 0.5]), "");
});
