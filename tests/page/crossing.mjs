// What both halves say to each other: `deno run crossing.mjs MESSAGES` has the page look at messages of the kernel, and
// prints what it finds wrong with them, and what a page sends that is moved and typed into.

import { createEngine } from "../../jaclib/stage/page/engine.js";
import { fault } from "../../jaclib/stage/page/messages.js";
import { figure, SLIDER } from "./fake.js";

globalThis.document = { querySelectorAll: () => [] };
globalThis.matchMedia = () => ({ matches: true });

const model = figure({ t: [SLIDER, 0.2] });
const engine = createEngine(model);
await engine.lay({ width: 960, ratio: 1.25, dark: false });
engine.put("t", 0.5);
engine.enter("t", "0,5");
const faults = JSON.parse(Deno.args[0]).map((message) => fault(message, [{ byteLength: 1 }]));
console.log(JSON.stringify({ faults, sent: model.sent }));
Deno.exit(0);
