// What both halves say to each other: `deno run crossing.mjs MESSAGES` has the page look at messages of the kernel, and
// prints what it finds wrong with them, and what a page sends that is moved and typed into.

import { createEngine } from "../../jaclib/stage/page/engine.js";
import { fault } from "../../jaclib/stage/page/messages.js";
import { pass } from "./clock.js";
import { answer, figure, SLIDER } from "./fake.js";

const model = figure({ t: [SLIDER, 0.2] });
model.kernel = (request) => {
  const png = [new DataView(new ArrayBuffer(1))];
  if (request.kind === "draw") setTimeout(() => model.trigger("msg:custom", answer(request), png));
};
const engine = createEngine(model);
await engine.lay({ width: 960, ratio: 1.25, dark: false });
for (const t of [0.3, 0.4]) {
  engine.put("t", t);
  await pass(20);
}
await pass(200); // the hand rests, and what the drag was like is told
engine.enter("t", "0,5");
engine.awaits([]);
const faults = JSON.parse(Deno.args[0]).map((message) => fault(message, [{ byteLength: 1 }]));
console.log(JSON.stringify({ faults, sent: model.sent }));
Deno.exit(0);
