// Numbers, spans, and places on a figure.

import assert from "node:assert/strict";

import * as numbers from "../../jaclib/stage/page/numbers.js";

const PLACE = { box: [0.1, 0.2, 0.6, 0.9], xlim: [-2, 2], ylim: [0, 10] };
const near = (one, other) => one.forEach((x, i) => assert.ok(Math.abs(x - other[i]) < 1e-12, `${one} is not ${other}`));

Deno.test("a panel's corners and middle are where its box says, from above", () => {
  near(numbers.onFigure(PLACE, [-2, 10]), [0.1, 0.2]);
  near(numbers.onFigure(PLACE, [2, 0]), [0.6, 0.9]);
  near(numbers.onFigure(PLACE, [0, 5]), [0.35, 0.55]);
});

Deno.test("there and back again", () => {
  for (const point of [[-2, 0], [1.3, 7.1], [5, -3]]) near(numbers.inPanel(PLACE, numbers.onFigure(PLACE, point)), point);
});

Deno.test("a point is on a panel up to its sides", () => {
  assert.ok(numbers.isIn(PLACE, [0.1, 0.9]));
  for (const beside of [[0.09, 0.5], [0.61, 0.5], [0.3, 0.19], [0.3, 0.91]]) assert.ok(!numbers.isIn(PLACE, beside));
});

Deno.test("the pointer is told in fractions of an element", () => {
  const rect = /** @type {DOMRect} */ ({ left: 100, top: 50, width: 400, height: 200 });
  assert.deepEqual(numbers.pointed({ clientX: 200, clientY: 150 }, rect), [0.25, 0.5]);
});

Deno.test("a line is as far as its nearest point, not beyond its ends, nor across a gap", () => {
  const line = [[0, 0], [10, 0], null, [10, 4], [20, 4]];
  const far = (point) => numbers.distance(point, line);
  assert.deepEqual([[5, 3], [-3, 4], [12, 2], [10, 1]].map(far), [3, 5, 2, 1]);
  assert.equal(numbers.distance([3, 4], [[0, 0]]), 5);
});

Deno.test("numbers are read as a student types them", () => {
  const read = { "0.5": 0.5, "0,5": 0.5, "−2": -2, " 1/4 ": 0.25, "1e-3": 0.001 };
  for (const [text, value] of Object.entries(read)) assert.equal(numbers.numeric(text), value);
  for (const text of ["", " ", "x", "1/0", "1/2/3", "1/", "0.5.5"]) assert.ok(Number.isNaN(numbers.numeric(text)), text);
});

Deno.test("what rounding left of a number goes; all else stays", () => {
  assert.equal(numbers.tidy(0.1 + 0.2), 0.3);
  assert.equal(numbers.tidy("swirl"), "swirl");
});

Deno.test("the steps of a slider are told both ways, and never leave it", () => {
  const looks = [
    { kind: "slider", lo: -1, hi: 2, steps: 30 },
    { kind: "log_slider", lo: 0.001, hi: 10, steps: 40 },
    { kind: "whole", lo: 2, hi: 11, every: 3 },
  ];
  for (const look of looks) {
    const { last, at, nearest } = numbers.scale(look);
    for (let k = 0; k <= last; k++) {
      assert.equal(nearest(at(k)), k);
      assert.ok(at(k) >= look.lo && at(k) <= look.hi);
    }
    assert.equal(at(0), look.lo);
  }
  assert.equal(numbers.scale(looks[2]).at(numbers.scale(looks[2]).last), 11);
});

Deno.test("the nearest of some values is the first of two that are equally near", () => {
  assert.equal(numbers.nearest([0, 1, 2, 3], 1.9), 2);
  assert.equal(numbers.nearest([0, 2], 1), 0);
});

Deno.test("π is a number, and may have a factor and a divisor", () => {
  for (const [text, value] of [["π", Math.PI], ["pi/2", Math.PI / 2], ["3π/4", 0.75 * Math.PI], ["−2*pi", -2 * Math.PI], ["-π", -Math.PI]])
    assert.ok(Math.abs(numbers.numeric(text) - value) < 1e-12, text);
  for (const text of ["π2", "piπ", "p", "", "/2", "1/", "π/0"]) assert.ok(Number.isNaN(numbers.numeric(text)), text);
});
