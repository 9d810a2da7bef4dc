// One engine per live figure. It hears the controls (controls.js), asks the kernel for frames, keeps them (frames.js),
// and hands the newest to the views (view.js). Latest wins: a state that a newer one has overtaken is not asked for.

const REST = 150; // ms without a change: the hand rests
const LONG = 1500; // ms for one frame: more than a draw takes, as a map that is seen for the first time does
const PATIENCE = 8000; // ms without any answer before we say so, and ask again

export default () => {
  let engine;
  return {
    initialize({ model }) {
      engine = (model.get("_settings").label ? createEngine : createSteering)(model);
      return () => engine.close();
    },
    render({ el }) {
      return createView(engine, el);
    },
  };
};

// What a test or a benchmark looks at.
const engines = (globalThis.jaclibStages ??= new Set());

// Controls without a picture of their own, which figures share.
function createSteering(model) {
  const views = new Set();
  const tell = (what, ...words) => views.forEach((view) => view[what]?.(...words));
  const refuse = (name, wrong) => tell("refuse", name, wrong);
  const moved = () => tell("moved");
  const controls = createControls(model, { moved, refused: refuse });
  model.on("msg:custom", (message) => message.kind === "taken" && controls.answer(message));
  model.on("change:_looks", moved);
  return { ...controls, model, views, refuse, settings: {} };
}

function createEngine(model) {
  const client = Math.random().toString(36).slice(2); // two pages may show one notebook
  const looks = Object.entries(model.get("_looks"));
  const having = (part) => Object.fromEntries(looks.flatMap(([name, look]) => (look[part] ? [[name, look[part]]] : [])));
  const settings = { ...model.get("_settings"), handles: having("handle"), plays: having("play") };
  const frames = createFrames();
  const line = createLine();
  const views = new Set();
  const tell = (what, ...words) => views.forEach((view) => view[what](...words));
  const engine = { model, settings, views, shown: null, layout: null, alive: true, answered: false, movedAt: now() };
  const controls = createControls(model, {
    moved,
    refused: (name, wrong) => tell("refuse", name, wrong),
  });
  const screen = createScreen(show, calm);
  const ahead = createAhead(settings, controls, frames, screen);
  const player = createPlayer(settings.plays, controls, () => engine.shown?.key === wanted, (name) => tell("playing", name));
  let seq = 0; // of what was asked for, or shown from what was kept
  let wanted = null; // the key of the state that the controls are in
  let pending = null; // the newest request that waits for a place in the line
  let resting = false, rest = 0, patience = 0, turn = 0, announced = null;

  const keyOf = (state) => JSON.stringify([state, engine.layout]);
  const stated = (key) => { const [state, layout] = JSON.parse(key); return { state, layout }; };

  function moved() {
    engine.movedAt = now();
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
    if (!pending || !engine.alive) return;
    const wait = screen.behind() ? APART : line.wait();
    if (wait > 0) {
      if (wait < Infinity) turn = setTimeout(pump, wait);
      return;
    }
    const asked = ++seq;
    line.sent(asked);
    send({ ...pending, seq, ahead: 0 });
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

  function send(request) {
    holdIcon();
    model.send({ kind: "draw", client, layout: engine.layout, ...request });
  }

  // What came with the figure is seen before the kernel is asked, though it may be drawn for another width.
  async function greet() {
    const { state, layout, ...words } = model.get("_shown");
    const now = controls.state();
    const same = JSON.stringify(state) === JSON.stringify(now);
    if (!same || layout.dark !== engine.layout.dark) return;
    const frame = frames.keep({ ...words, key: JSON.stringify([now, layout]), sharp: true }, model.get("_still"));
    if (frame.key !== keyOf(now)) await screen.paint(frame, ++seq);
  }

  function answer(meta, buffers) {
    if (meta.kind === "taken") return controls.answer(meta);
    if (meta.client !== client) return;
    engine.answered = true;
    if (!meta.ahead) {
      line.landed(meta);
      if (!line.busy()) clearTimeout(patience);
    }
    if (meta.error) {
      if (!meta.ahead && meta.key === wanted) {
        screen.pass(meta.seq);
        tell("complain", meta.error);
      }
    } else if (meta.later) {
      if (!meta.ahead && meta.key === wanted) {
        tell("progress", meta.later);
        pending = { state: JSON.parse(meta.key)[0], key: meta.key, sharp: meta.sharp };
      }
    } else {
      const frame = frames.keep(meta, buffers[0]);
      // never sent: it goes into the notebook's saved widget state, for a page without a kernel
      if (meta.sharp) model.set({ _still: buffers[0], _shown: { ...meta, ...stated(meta.key) } });
      if (!meta.ahead) screen.paint(frame, meta.seq);
      else if (pending?.key === meta.key) {
        pending = null;
        screen.paint(frame, ++seq);
      }
    }
    if (meta.ahead) ahead.landed(meta);
    pump();
    calm();
  }

  function show(bitmap, frame, order) {
    engine.shown = frame;
    frames.touch(frame);
    tell("draw", bitmap, frame);
    engine.probe?.({ ...frame, t: now(), order });
  }

  // The hand rests and the picture is there: a word to those who listen, a sharp frame, and then the neighbours.
  function calm() {
    const settled = resting && !pending && !line.busy() && !screen.busy() && engine.shown?.key === wanted;
    if (!settled || !engine.alive) return;
    if (announced !== wanted) {
      announced = wanted;
      tell("announce", engine.shown);
    }
    if (!engine.shown.sharp) {
      pending = { state: engine.shown.state, key: wanted, sharp: true };
      pump();
    } else if ([...engines].every(({ movedAt }) => movedAt < engine.movedAt + REST)) {
      // No other was moved later, whose frames would wait for the neighbours of this one.
      for (const state of ahead.next(engine.shown.state, keyOf))
        send({ state, key: keyOf(state), sharp: false, seq: 0, ahead: ahead.batch() });
    }
  }

  function gone() {
    engine.alive = false;
    tell("gone");
  }

  const redrawn = () => tell("moved");
  model.on("change:_looks", redrawn);
  model.on("msg:custom", answer);
  model.widget_manager?.get_model(settings.id).then((self) => {
    const check = () => self.comm_live === false && gone();
    self.on("comm_live_update", check);
    self.on("comm:close", gone);
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
    refuse: (name, wrong) => tell("refuse", name, wrong),
    home: controls.home,
    play: player.toggle,
    rewind(name, value) {
      player.stop();
      controls.put(name, value);
    },
    // The layout is that of the view that last told its size.
    lay: async (layout) => {
      const greeted = engine.layout !== null;
      engine.layout = layout;
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
      controls.close();
      frames.clear();
      screen.clear();
      engines.delete(engine);
    },
  });
}

// JupyterLab exchanges the tab's icon whenever a kernel begins or ends to hear a message, and on a server that nobody
// configured that takes a third of a drag's frames. While messages go it finds no icon to exchange.
let held = 0;

function holdIcon() {
  const mark = (from, to) => document.querySelectorAll(`link.${from}`).forEach((link) => link.classList.replace(from, to));
  clearTimeout(held);
  held = setTimeout(mark, 1000, "jaclib-favicon", "favicon");
  mark("favicon", "jaclib-favicon");
}
