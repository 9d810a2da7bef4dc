// What a drag was like, by a clock of the test's own.

import assert from "node:assert/strict";

import { createMeter } from "../../jaclib/stage/page/meter.js";
import { clock } from "./clock.js";

const see = (meter, times) => times.forEach((time) => { clock.now = time; meter.shown(); });

Deno.test("a drag has the means of its frames, and as many a second as were seen", () => {
  const meter = createMeter();
  meter.landed(40, { ms: 12, encoding: 4 });
  meter.landed(60, { ms: 18, encoding: 6 });
  see(meter, [1000, 1100, 1200, 1300, 1400]);
  assert.deepEqual(meter.told(), { frames: 5, trip: 50, rate: 10, drawing: 10, encoding: 5 });
});

Deno.test("what was told is not told again, and one picture makes no drag", () => {
  const meter = createMeter();
  meter.landed(40, { ms: 12, encoding: 4 });
  see(meter, [0]);
  assert.equal(meter.told(), null);
  see(meter, [10, 20]);
  assert.equal(meter.told(), null); // all of them were there already
  meter.landed(40, { ms: 12, encoding: 4 });
  see(meter, [50]);
  meter.begin();
  meter.landed(40, { ms: 12, encoding: 4 });
  see(meter, [100, 200]);
  assert.equal(meter.told().frames, 2);
  assert.equal(meter.told(), null);
});
