// A drag of three seconds without JupyterLab, in a time of its own: the page's engine, a hand, a line, and a kernel
// whose one interpreter hears or draws, never both. `deno run line.mjs stage.mjs '{"draw": 60, …}'` prints what was seen.

import { clock, pass } from "./clock.js";
import { answer, figure, SLIDER } from "./fake.js";

const ACKNOWLEDGED = 40; // ms after which a browser that has nothing to say acknowledges a packet
const [script, given] = Deno.args;
// draw and hear: ms of work for a frame, and for a message; trip: ms there and back; held: Nagle's algorithm is on
const { draw, hear, trip, held, hand = 16, seconds = 3 } = JSON.parse(given);

// From the server to the page. Nagle's algorithm holds back what is small until all before it is acknowledged: with
// the next that the page sends, or late.
function createDown(arrive) {
  const waiting = [];
  let open = false, late = null;
  const go = (messages) => {
    open = true;
    setTimeout(() => {
      late ??= setTimeout(() => { late = null; setTimeout(acknowledged, trip / 2); }, ACKNOWLEDGED);
      messages.forEach(arrive);
    }, trip / 2);
  };
  function acknowledged() {
    open = false;
    if (waiting.length) go(waiting.splice(0));
  }
  return {
    put: (message) => (held && open ? waiting.push(message) : go([message])),
    pageSends() { clearTimeout(late); late = null; },
    acknowledged,
  };
}

// Hears what comes as it comes, and draws the newest in what time is left: both take the interpreter's lock.
function createKernel(say) {
  const unheard = [];
  let newest = null, ahead = [], drawing = null, heard = 0;
  function listen(budget) {
    while (budget > 0 && unheard.length) {
      const [first] = unheard;
      if (first.left === hear) say({ status: "busy" });
      const spent = Math.min(budget, first.left);
      budget -= spent;
      first.left -= spent;
      if (first.left > 0) break;
      unheard.shift();
      heard++;
      const request = { ...first.request, heard: clock.now };
      if (request.ahead) ahead.push(request);
      else [newest, ahead] = [request, []];
      say({ status: "idle" });
    }
    return budget;
  }
  function work(budget) {
    if (!drawing) {
      const request = newest ?? ahead.shift();
      if (!request) return;
      if (request === newest) newest = null;
      drawing = { request, left: draw, start: clock.now };
    }
    drawing.left -= budget;
    if (drawing.left > 0) return;
    const { request, start } = drawing;
    drawing = null;
    say(answer(request, { ms: clock.now - start, held: clock.now - request.heard }));
  }
  return {
    hear: (request) => unheard.push({ request, left: hear }),
    tick: () => work(listen(1)),
    heard: () => heard,
  };
}

const { default: widget } = await import(script);
const model = figure({ t: [{ ...SLIDER, steps: 1e6 }, 0] });
const png = [new DataView(new ArrayBuffer(1))];
const down = createDown((message) => message.status || model.trigger("msg:custom", message, png));
const kernel = createKernel(down.put);
model.send = (request) => {
  down.pageSends();
  setTimeout(() => { down.acknowledged(); if (request.kind === "draw") kernel.hear(request); }, trip / 2);
};

widget().initialize({ model });
const [engine] = globalThis.jaclibStages;
engine.lay({ width: 960, ratio: 1, dark: false });
await pass(1000, undefined, kernel.tick); // the first picture, sharp, and its neighbours, as before any drag

const seen = [];
engine.probe = ({ state, t }) => seen.at(-1)?.state !== state.t && seen.push({ state: state.t, t });
const start = clock.now, before = kernel.heard();
let last = 0, moved = 0;
const move = () => {
  if ((clock.now - start) % hand) return;
  [last, moved] = [0.2 + 0.6 * ((clock.now - start) / 1000 / seconds), clock.now];
  engine.put("t", last);
};
await pass(1000 * seconds, move, kernel.tick);
const frames = seen.length, messages = kernel.heard() - before;
await pass(1500, undefined, kernel.tick);
const lag = seen.find(({ state }) => Math.abs(state - last) < 1e-9)?.t - moved;
console.log(JSON.stringify({ frames: frames / seconds, messages: messages / seconds, lag }));
Deno.exit(0);
