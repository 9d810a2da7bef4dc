// The engine in a time of its own, with a model that holds values and a kernel that answers at once or not at all.

import assert from "node:assert/strict";

import { createEngine } from "../../jaclib/stage/page/engine.js";
import { pass } from "./clock.js";
import { answer, figure, SLIDER } from "./fake.js";

const PNG = [new DataView(new ArrayBuffer(1))];
const LAYOUT = { width: 960, ratio: 1, dark: false };

/** A test with an engine that is laid out, whose kernel answers where it is told to. */
function withEngine(name, test, { answers = true } = {}) {
  Deno.test({ name, sanitizeOps: false, sanitizeResources: false, fn: async () => {
    const model = figure({ t: [SLIDER, 0.2] });
    if (answers) model.kernel = (request) => request.kind === "draw" && setTimeout(() => model.trigger("msg:custom", answer(request), PNG));
    const engine = createEngine(model);
    const asked = () => model.sent.filter(({ kind, ahead }) => kind === "draw" && !ahead).map(({ state }) => state.t);
    try {
      await engine.lay(LAYOUT);
      await test({ engine, model, asked });
    } finally {
      engine.close();
    }
  } });
}

const view = (seen) => Object.assign(new Proxy({}, { get: (own, name) => own[name] ?? (() => {}) }), { seen: () => seen.now });

withEngine("a state is asked for, shown, and shown sharply when the hand rests", async ({ engine, model }) => {
  await pass(20);
  engine.put("t", 0.5);
  await pass(20);
  assert.equal(engine.shown.state.t, 0.5);
  assert.equal(engine.shown.sharp, false);
  await pass(250);
  assert.equal(engine.shown.sharp, true);
  assert.ok(model.sent.some(({ kind, ahead }) => kind === "draw" && ahead)); // and its neighbours are drawn ahead
});

withEngine("the newest state is asked for, and those that it overtook are not", async ({ engine, asked, model }) => {
  for (let k = 1; k <= 50; k++) engine.put("t", k / 100);
  assert.deepEqual(asked(), [0.2]); // one is on its way, and nothing is known of the line
  model.trigger("msg:custom", answer(model.sent[0]), PNG);
  assert.deepEqual(asked(), [0.2, 0.5]);
  await pass(1);
}, { answers: false });

withEngine("an answer for another page, or without its fields, changes nothing", async ({ engine, model }) => {
  const error = console.error;
  console.error = () => {};
  model.trigger("msg:custom", { ...answer(model.sent[0]), client: "another" }, PNG);
  model.trigger("msg:custom", { ...answer(model.sent[0]), places: null }, PNG);
  console.error = error;
  await pass(5);
  assert.equal(engine.shown, null);
  model.trigger("msg:custom", answer(model.sent[0]), PNG);
  await pass(5);
  assert.equal(engine.shown.state.t, 0.2);
}, { answers: false });

withEngine("the drag is told once, when the hand rests", async ({ engine, model }) => {
  await pass(300);
  model.sent.length = 0;
  for (const t of [0.31, 0.32, 0.33, 0.34]) {
    engine.put("t", t + 0.001); // no neighbour that is there already
    await pass(20);
  }
  await pass(300);
  const told = model.sent.filter(({ kind }) => kind === "dragged");
  assert.equal(told.length, 1);
  assert.equal(told[0].frames, 4);
  assert.equal(Math.round(told[0].rate), 50);
  assert.deepEqual([told[0].drawing, told[0].encoding], [4, 1]);
});

withEngine("what nobody sees is not asked for, and when it is seen again its newest state is", async ({ engine, asked }) => {
  const seen = { now: true };
  engine.views.add(view(seen));
  await pass(300);
  seen.now = false;
  engine.look();
  const before = asked().length;
  for (const t of [0.6, 0.7, 0.8]) engine.put("t", t);
  await pass(300);
  assert.equal(asked().length, before);
  seen.now = true;
  engine.look();
  await pass(300);
  assert.deepEqual(asked().slice(before), [0.8, 0.8]); // quickly, then sharply
  assert.equal(engine.shown.state.t, 0.8);
});

withEngine("what one of its places shows is drawn, and in a hidden page nothing is", async ({ engine, asked, model }) => {
  for (const now of [false, true]) engine.views.add(view({ now }));
  await pass(300);
  engine.put("t", 0.4);
  await pass(300);
  assert.equal(engine.shown.state.t, 0.4);
  document.hidden = true;
  const [before, all] = [asked().length, model.sent.filter(({ kind }) => kind === "draw").length];
  engine.put("t", 0.9);
  await pass(300);
  assert.equal(asked().length, before);
  assert.ok(model.sent.filter(({ kind }) => kind === "draw").length <= all); // nor what lies beside it
  document.hidden = false;
  document.dispatchEvent(new Event("visibilitychange"));
  await pass(300);
  assert.equal(engine.shown.state.t, 0.9);
});

withEngine("a picture that came in while nobody saw it is made sharp when it is seen", async ({ engine, model }) => {
  const seen = { now: true };
  engine.views.add(view(seen));
  await pass(1);
  seen.now = false;
  model.trigger("msg:custom", answer(model.sent[0]), PNG);
  await pass(300);
  assert.equal(engine.shown.sharp, false);
  seen.now = true;
  engine.look();
  assert.equal(model.sent.at(-1).sharp, true);
}, { answers: false });

withEngine("a play waits while nobody sees it", async ({ engine, model }) => {
  const seen = { now: true };
  engine.views.add(view(seen));
  model.state._looks.t.play = null;
  await pass(100);
  engine.settings.plays.t = { label: "Go", pace: 5, values: [0.3, 0.4, 0.5, 0.6], once: false };
  seen.now = false;
  engine.look();
  engine.play("t");
  await pass(60);
  assert.equal(model.get("t"), 0.2);
  seen.now = true;
  engine.look();
  await pass(400);
  assert.equal(model.get("t"), 0.6);
});

withEngine("a play takes as long with a slow kernel as with a fast one, and ends at its last value", async ({ engine, model }) => {
  engine.views.add(view({ now: true }));
  model.state._looks.t.play = null;
  await pass(100);
  const values = [...Array(51).keys()].map((k) => k / 100);
  engine.settings.plays.t = { label: "Go", pace: 10, flows: true, values };
  for (const slow of [1, 35]) {
    engine.put("t", 0);
    await pass(300);
    engine.clear();
    const met = [], trigger = model.trigger;
    engine.probe = ({ state }) => met.push(state.t);
    model.trigger = (...words) => setTimeout(() => trigger.apply(model, words), slow);
    engine.play("t");
    await pass(450);
    assert.ok(model.get("t") < 0.5 || met.at(-1) < 0.5);
    await pass(300);
    assert.equal(engine.state().t, 0.5);
    assert.deepEqual(met.filter((t) => !values.includes(t)), []);
    model.trigger = trigger;
    await pass(100);
  }
});

withEngine("the picture that the page keeps is not saved together with what a link moves", async ({ engine, model }) => {
  await pass(300);
  assert.equal(engine.shown.sharp, true);
  assert.deepEqual(model.get("_shown").state, { t: 0.2 });
  model.set("t", 0.6); // as a link does, which then saves
  assert.deepEqual(model.unsaved, { t: 0.6 });
});

for (const [awaits, seen] of [[[], true], [["question"], false]])
  Deno.test({ name: `what came uncovered with the figure is ${seen ? "" : "not "}shown where ${awaits.length} answers are awaited`, sanitizeOps: false, sanitizeResources: false, fn: async () => {
    const model = figure({ t: [SLIDER, 0.2] });
    const came = answer({ state: { t: 0.2 } });
    model.set({ _still: PNG[0], _awaits: awaits, _shown: { ...came, state: { t: 0.2 }, layout: { ...LAYOUT, width: 640, covered: false } } });
    const engine = createEngine(model);
    await engine.lay(LAYOUT);
    await pass(20);
    assert.equal(engine.shown !== null, seen);
    assert.equal(model.sent[0].layout.covered, !seen);
    engine.close();
  } });
