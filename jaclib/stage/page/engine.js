// One engine per live figure. It hears the controls (controls.js), asks the kernel for frames, keeps them (frames.js),
// and hands the newest to the views (view.js). Latest wins: a state that a newer one has overtaken is not asked for.

import { createAhead } from "./ahead.js";
import { createControls, REST } from "./controls.js";
import { createFrames } from "./frames.js";
import { holdIcon } from "./icon.js";
import { APART, createLine, now } from "./line.js";
import { connect } from "./messages.js";
import { createMeter } from "./meter.js";
import { createPlayer } from "./player.js";
import { createScreen } from "./screen.js";

const LONG = 1500; // ms for one frame: more than a draw takes, as a map that is seen for the first time does
const PATIENCE = 8000; // ms without any answer before we say so, and ask again

// What a test or a benchmark looks at.
const engines = (globalThis.jaclibStages ??= new Set());

export function createEngine(model) {
  const client = Math.random().toString(36).slice(2); // two pages may show one notebook
  const looks = Object.entries(model.get("_looks"));
  const having = (part) => Object.fromEntries(looks.flatMap(([name, look]) => (look[part] ? [[name, look[part]]] : [])));
  const settings = { ...model.get("_settings"), handles: having("handle"), plays: having("play") };
  const frames = createFrames();
  const line = createLine();
  const meter = createMeter();
  const views = new Set();
  const tell = (what, ...words) => views.forEach((view) => view[what](...words));
  const engine = { model, settings, views, shown: null, layout: null, alive: true, movedAt: now(), awaited: () => model.get("_awaits") ?? [] };
  const refuse = (name, wrong) => tell("refuse", name, wrong);
  const kernel = connect(
    model,
    { frame: answered(keep), later: answered(wait), error: answered(fail), taken: (message) => controls.taken(message) },
    { refused: (wrong) => tell("complain", wrong), lost: () => gone() },
  );
  const controls = createControls(model, { send: kernel.send, moved, refused: refuse });
  const screen = createScreen(show, calm);
  const ahead = createAhead(settings, controls, frames, screen);
  const player = createPlayer(settings.plays, controls, () => isSeen() && engine.shown?.key === wanted, (name) => tell("playing", name));
  let seq = 0; // of what was asked for, or shown from what was kept
  let wanted = null; // the key of the state that the controls are in
  let pending = null; // the newest request that waits for a place in the line
  let hold = (state) => model.set(state); // which a link in the page would save together with what it moves
  let resting = false, rest = 0, patience = 0, turn = 0, announced = null;

  const keyOf = (state) => JSON.stringify([state, engine.layout]);
  const stated = (key) => { const [state, layout] = JSON.parse(key); return { state, layout }; };

  // Nobody sees it where the page is hidden, or each place where it stands is scrolled away or in another tab.
  const isSeen = () => !document.hidden && (!views.size || [...views].some((view) => view.seen()));

  // It is seen, or no more: what was not asked for meanwhile is asked for now.
  function look() {
    pump();
    calm();
  }

  function moved() {
    engine.movedAt = now();
    if (resting) meter.begin();
    tell("moved");
    want();
  }

  function want(again = false) {
    const state = controls.state();
    const key = keyOf(state);
    if (!engine.layout || !engine.alive || (key === wanted && !again)) return;
    wanted = key;
    resting = false;
    ahead.stop();
    clearTimeout(rest);
    rest = setTimeout(() => { resting = true; calm(); }, REST);
    const kept = frames.get(key);
    pending = kept ? null : { state, key, sharp: false };
    if (kept) screen.paint(kept, ++seq);
    pump();
  }

  function pump() {
    clearTimeout(turn);
    if (!pending || !engine.alive || !isSeen()) return;
    const wait = screen.behind() ? APART : line.wait();
    if (wait > 0) {
      if (wait < Infinity) turn = setTimeout(pump, wait);
      return;
    }
    const asked = ++seq;
    line.sent(asked);
    ask({ ...pending, seq, ahead: 0 });
    pending = null;
    setTimeout(() => line.busy() && tell("busy", true), 500);
    setTimeout(() => line.awaits(asked) && tell("progress", "Computing: what is new is compiled first, once …"), LONG);
    clearTimeout(patience);
    patience = setTimeout(() => {
      tell("complain", "The kernel is busy: the picture follows when it answers.");
      line.lost();
      want(true);
    }, PATIENCE);
  }

  /** @param {import("./messages.js").Asked & {state: object}} request */
  function ask(request) {
    holdIcon();
    kernel.send("draw", { client, layout: engine.layout, ...request });
  }

  // What came with the figure is seen before the kernel is asked, though it may be drawn for another width.
  async function greet() {
    const { state, layout, ...words } = model.get("_shown");
    const now = controls.state();
    const same = JSON.stringify(state) === JSON.stringify(now);
    if (!same || ["dark", "covered"].some((each) => layout[each] !== engine.layout[each])) return;
    const frame = frames.keep({ ...words, key: JSON.stringify([now, layout]), sharp: true }, model.get("_still"));
    if (frame.key !== keyOf(now)) await screen.paint(frame, ++seq);
  }

  // What an answer means for the line and for what comes next, whatever it says.
  function answered(take) {
    return (answer, buffers) => {
      if (answer.client !== client) return;
      if (!answer.ahead) {
        const trip = line.landed(answer);
        if (trip !== null && answer.kind === "frame") meter.landed(trip, answer);
        if (!line.busy()) clearTimeout(patience);
      }
      take(answer, buffers);
      if (answer.ahead) ahead.landed(answer);
      pump();
      calm();
    };
  }

  function keep(answer, [png]) {
    const frame = frames.keep(answer, png);
    // it goes into the notebook's saved widget state, for a page without a kernel, and never to the kernel
    if (answer.sharp) hold({ _still: png, _shown: { ...answer, ...stated(answer.key) } });
    if (!answer.ahead) screen.paint(frame, answer.seq);
    else if (pending?.key === answer.key) {
      pending = null;
      screen.paint(frame, ++seq);
    }
  }

  const isWanted = ({ ahead, key }) => !ahead && key === wanted;

  function wait(answer) {
    if (!isWanted(answer)) return;
    tell("progress", answer.later);
    pending = { state: stated(answer.key).state, key: answer.key, sharp: answer.sharp };
  }

  function fail(answer) {
    if (!isWanted(answer)) return;
    screen.pass(answer.seq);
    tell("complain", answer.error);
  }

  function show(bitmap, frame, order) {
    engine.shown = frame;
    frames.touch(frame);
    tell("draw", bitmap, frame);
    meter.shown();
    engine.probe?.({ ...frame, t: now(), order });
  }

  // The hand rests and the picture is there: a word to those who listen, a sharp frame, and then the neighbours.
  function calm() {
    const settled = resting && !pending && !line.busy() && !screen.busy() && engine.shown?.key === wanted;
    if (!settled || !engine.alive || !isSeen()) return;
    if (announced !== wanted) {
      announced = wanted;
      tell("announce", engine.shown);
      const drag = meter.told();
      if (drag) kernel.send("dragged", drag);
    }
    if (!engine.shown.sharp) {
      pending = { state: engine.shown.state, key: wanted, sharp: true };
      pump();
    } else if ([...engines].every(({ movedAt }) => movedAt < engine.movedAt + REST)) {
      // No other was moved later, whose frames would wait for the neighbours of this one.
      for (const state of ahead.next(engine.shown.state, keyOf))
        ask({ state, key: keyOf(state), sharp: false, seq: 0, ahead: ahead.batch() });
    }
  }

  function gone() {
    if (!engine.alive) return;
    engine.alive = false;
    player.stop();
    tell("gone");
  }

  const redrawn = () => { tell("moved"); if (engine.layout) engine.lay(engine.layout); };
  model.on("change:_looks", redrawn);
  model.on("change:_awaits", redrawn); // and covered no more
  document.addEventListener("visibilitychange", look);
  model.widget_manager?.get_model(settings.id).then((self) => {
    const check = () => self.comm_live === false && gone();
    self.on("comm_live_update", check);
    self.on("comm:close", gone);
    if (self.set_state) hold = (state) => self.set_state(state);
    check();
  }, () => {}); // a front-end that keeps its models to itself tells nothing of its kernel either

  engines.add(engine);
  return Object.assign(engine, {
    state: controls.state,
    looks: controls.looks,
    put(name, value) {
      if (name === player.playing()) player.stop();
      controls.put(name, value);
    },
    enter: controls.enter,
    refuse,
    isSeen,
    look,
    home: controls.home,
    play: (name) => engine.alive && player.toggle(name),
    step: (name) => engine.alive && player.step(name),
    rewind(name, value) {
      player.stop();
      controls.put(name, value);
    },
    awaits: (still) => kernel.send("awaits", { still }),
    // The layout is that of the view that last told its size.
    lay: async (layout) => {
      const greeted = engine.layout !== null;
      engine.layout = { ...layout, covered: engine.awaited().length > 0 };
      if (!greeted) await greet();
      want();
    },
    stats: () => ({ ...line.stats(), ...frames.stats(), ...screen.stats() }),
    clear: frames.clear,
    close() {
      engine.alive = false;
      [rest, patience, turn].forEach(clearTimeout);
      player.stop();
      model.off("change:_looks", redrawn);
      model.off("change:_awaits", redrawn);
      document.removeEventListener("visibilitychange", look);
      kernel.close();
      controls.close();
      frames.clear();
      screen.clear();
      engines.delete(engine);
    },
  });
}
