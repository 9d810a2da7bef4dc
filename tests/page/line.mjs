// A drag of three seconds without JupyterLab, in a time of its own: the page's engine, a hand, a line, and a kernel
// whose one interpreter hears or draws, never both. `node line.mjs stage.mjs '{"draw": 60, …}'` prints what was seen.

import { pathToFileURL } from "node:url";

const ACKNOWLEDGED = 40; // ms after which a browser that has nothing to say acknowledges a packet
const [script, given] = process.argv.slice(2);
// draw and hear: ms of work for a frame, and for a message; trip: ms there and back; held: Nagle's algorithm is on
const { draw, hear, trip, held, hand = 16, seconds = 3 } = JSON.parse(given);
const settle = setImmediate;

// Time stands still while the page computes.
let clock = 0, timers = [];
performance.now = () => clock;
globalThis.setTimeout = (run, ms = 0) => {
  timers.push({ at: clock + Math.max(1, ms), run });
  return timers.at(-1);
};
globalThis.clearTimeout = (timer) => { timers = timers.filter((each) => each !== timer); };
globalThis.document = { querySelectorAll: () => [] };
globalThis.matchMedia = () => ({ matches: false });
globalThis.createImageBitmap = async () => ({ width: 1, height: 1, close() {} });

function tick() {
  const due = timers.filter(({ at }) => at <= clock).sort((one, other) => one.at - other.at);
  timers = timers.filter(({ at }) => at > clock);
  due.forEach(({ run }) => run());
}

class Model {
  ears = {};
  constructor(state) { this.state = state; }
  get(name) { return this.state[name]; }
  set(name, value) {
    Object.assign(this.state, typeof name === "string" ? { [name]: value } : name);
    if (typeof name === "string") this.trigger(`change:${name}`, this, value);
  }
  on(name, ear) { (this.ears[name] ??= []).push(ear); }
  off() {}
  trigger(name, ...words) { (this.ears[name] ?? []).forEach((ear) => ear(...words)); }
  save_changes() {}
}

// From the server to the page. Nagle's algorithm holds back what is small until all before it is acknowledged: with
// the next that the page sends, or late.
function createDown(arrive) {
  let open = false, waiting = [], late = null;
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
      const request = { ...first.request, heard: clock };
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
      drawing = { request, left: draw, start: clock };
    }
    drawing.left -= budget;
    if (drawing.left > 0) return;
    const { request, start } = drawing;
    drawing = null;
    say({ ...request, ms: clock - start, held: clock - request.heard });
  }
  return {
    hear: (request) => unheard.push({ request, left: hear }),
    tick: () => work(listen(1)),
    heard: () => heard,
  };
}

const { default: widget } = await import(pathToFileURL(script));
const model = new Model({
  _settings: { label: "A dot", aspect: "2 / 1", tried: "", tasks: [], id: "me", shared: {} },
  _looks: { t: { kind: "slider", lo: 0, hi: 1, steps: 1e6, shown: true } },
  t: 0, _shown: { state: {}, layout: {} }, _still: null,
});
model.widget_manager = { get_model: async () => new Model({}) };
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
const until = async (end, move = () => {}) => {
  for (; clock < end; clock++) {
    move();
    tick();
    kernel.tick();
    await new Promise(settle);
  }
};
await until(1000); // the first picture, sharp, and its neighbours, as before any drag

const seen = [];
engine.probe = ({ state, t }) => seen.at(-1)?.state !== state.t && seen.push({ state: state.t, t });
const start = clock, before = kernel.heard();
let last = 0, moved = 0;
await until(start + 1000 * seconds, () => {
  if ((clock - start) % hand) return;
  [last, moved] = [0.2 + 0.6 * ((clock - start) / 1000 / seconds), clock];
  engine.put("t", last);
});
const frames = seen.length, messages = kernel.heard() - before;
await until(clock + 1500);
const lag = seen.find(({ state }) => Math.abs(state - last) < 1e-9)?.t - moved;
console.log(JSON.stringify({ frames: frames / seconds, messages: messages / seconds, lag }));
process.exit(0);
