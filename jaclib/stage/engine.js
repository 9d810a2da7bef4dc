// One engine per live figure: it hears the controls, asks the kernel for frames, keeps them, and hands the
// newest to the views (view.js, which follows in the same module). Latest wins: a state that a newer one has
// overtaken is never asked for.

const REST = 150; // ms without a change: the hand rests
const KEEP = 64 * 2 ** 20; // bytes of frames kept in the page
const AHEAD = 60; // neighbours drawn ahead while nothing else is asked
const PATIENCE = 8000; // ms without any answer before we say so and ask again
const MUTED = Symbol.for("jaclib.muted");

const now = () => performance.now();
const tidy = (value, digits = 12) => (typeof value === "number" ? Number(value.toPrecision(digits)) : value);

export default () => {
  let engine;
  return {
    initialize({ model }) {
      engine = createEngine(model);
      return () => engine.close();
    },
    render({ el }) {
      return engine.show(el);
    },
  };
};

function createEngine(model) {
  const client = Math.random().toString(36).slice(2);
  const settings = model.get("settings");
  const engine = { model, settings, views: new Set(), shown: null, layout: null, alive: true };
  let parts = []; // the controls' models, once we hear them: [{name, index, slow, part}]
  let homes = {};
  let seq = 0, wanted = null, pending = null, rest = 0, resting = false, coalesce = 0;
  let lastMoved = settings.play?.name ?? null;

  // --- The state is what the controls say. Where a front-end will not let us hear their models, the kernel mirrors
  // --- their values, and `own` holds what a handle has said meanwhile.
  let deaf = false, own = {}, writing = false;
  const unsent = new Map();

  async function listen() {
    const bindings = model.get("bindings");
    try {
      const models = await Promise.all(
        bindings.map(({ model_id }) => model.widget_manager.get_model(model_id)),
      );
      parts = bindings.map((binding, i) => ({ ...binding, part: models[i] }));
    } catch {
      deaf = true;
      model.on("change:values", () => { own = {}; want(); });
      model.send({ kind: "deaf" });
      return;
    }
    for (const binding of parts) {
      mute(binding.part, unsent);
      binding.hear = () => heard(binding);
      binding.part.on("change:value", binding.hear);
    }
    homes = engine.state();
  }

  engine.state = () => {
    if (deaf) return { ...model.get("values"), ...own };
    const state = {};
    for (const { name, index, part } of parts) {
      const value = tidy(part.get("value"));
      if (index === null) state[name] ??= value; // of the widgets that show one number the first has it exactly
      else (state[name] ??= [])[index] ??= value;
    }
    return state;
  };

  // The hand moved a control, or the kernel did.
  function heard({ name, index, slow, digits, part }) {
    if (writing) return;
    const value = tidy(part.get("value"), digits);
    const twins = parts.filter((twin) => twin.name === name && twin.index === index && twin.part !== part);
    // a slider that puts itself onto its grid says nothing new about a number that was typed, or given
    if (isSlider(part) && twins.some((twin) => grade(part, twin.part.get("value")) === grade(part, value))) return;
    const byKernel = part._state_lock !== null && part._state_lock !== undefined;
    if (byKernel && unsent.has(part)) {
      // an echo of where the hand was; it has moved on since
      if (part.get("value") !== unsent.get(part)) part.set("value", unsent.get(part));
      return;
    }
    if (byKernel) homes = { ...homes, [name]: engine.state()[name] };
    else { engine.pause(); unsent.set(part, part.get("value")); }
    writing = true;
    for (const twin of twins) assign(twin.part, value, !byKernel);
    writing = false;
    moved(name, slow);
  }

  function assign(part, value, save) {
    if (part.get("value") === value) return;
    if (save) unsent.set(part, value);
    part.set("value", value);
    if (save) part.save_changes();
  }

  // A handle, a key or Play says where a control is now.
  engine.put = (name, value) => {
    writing = true;
    if (deaf) own = { ...own, [name]: value };
    for (const { name: its, index, part } of parts)
      if (its === name) assign(part, index === null ? value : value[index], true);
    writing = false;
    moved(name, false);
  };
  engine.home = (name) => homes[name] ?? model.get("values")[name];

  function moved(name, slow) {
    lastMoved = name;
    clearTimeout(coalesce); // what the kernel changes together arrives as several messages, one after the other
    if (slow || coalesce) coalesce = setTimeout(() => { coalesce = 0; want(); }, 30);
    else want();
  }

  // --- Asking. The window of requests in flight covers the line's round trip, no more.
  const frames = new Map(); // key → frame, the least recently shown first
  const flying = new Map(); // seq → when it was sent
  let bytes = 0, limit = 1, fastest = Infinity, patience = 0;

  function want(force = false) {
    if (!engine.layout || !engine.alive) return;
    const state = engine.state();
    const key = JSON.stringify([state, engine.layout]);
    if (key === wanted && !force) return;
    wanted = key;
    resting = false;
    batch++;
    clearTimeout(rest);
    rest = setTimeout(() => { resting = true; calm(); }, REST);
    const frame = frames.get(key);
    pending = frame ? null : { state, key, sharp: false };
    if (frame) paint(frame, ++seq);
    pump();
  }

  function pump() {
    if (!pending || flying.size >= limit) return;
    flying.set(++seq, now());
    send({ ...pending, seq, ahead: 0 });
    pending = null;
    clearTimeout(patience);
    patience = setTimeout(() => {
      engine.views.forEach((view) => view.waiting("The kernel is busy: the picture follows when it answers."));
      flying.clear();
      want(true);
    }, PATIENCE);
    setTimeout(() => flying.size && engine.views.forEach((view) => view.busy(true)), 500);
  }

  const send = (request) => model.send({ kind: "draw", client, layout: engine.layout, ...request });

  function answer(meta, buffers) {
    if (meta.client !== client) return;
    if (meta.ahead) {
      if (meta.ahead === batch) aheadFlying--;
    } else landed(meta);
    if (!meta.error) {
      const frame = keep(meta, buffers[0]);
      if (!meta.ahead) paint(frame, meta.seq);
      else if (pending?.key === meta.key) { pending = null; paint(frame, ++seq); }
    } else if (!meta.ahead && meta.key === wanted) engine.views.forEach((view) => view.complain(meta.error));
    pump();
    calm();
  }

  function landed({ seq: answered, ms, held }) {
    clearTimeout(patience);
    const sent = flying.get(answered);
    for (const q of [...flying.keys()]) if (q <= answered) flying.delete(q);
    if (sent === undefined) return;
    // as many requests in flight as fit into the line while the kernel draws one; fewer when they queue up there
    const line = Math.max(0, now() - sent - held);
    fastest = Math.min(fastest * 1.01 + 0.05, line);
    if (line > 1.6 * fastest + 12) limit = Math.max(1, limit - 1);
    else limit = Math.min(limit + 1, Math.max(1, Math.min(8, Math.round((fastest + ms) / Math.max(ms, 22)))));
  }

  function keep(meta, buffer) {
    const blob = new Blob([buffer], { type: "image/png" });
    const old = frames.get(meta.key);
    if (old?.sharp && !meta.sharp) return old;
    if (old) bytes -= old.blob.size;
    const frame = { ...meta, blob, state: JSON.parse(meta.key)[0] };
    frames.delete(meta.key);
    frames.set(meta.key, frame);
    bytes += blob.size;
    for (const [key, { blob }] of frames) {
      if (bytes <= KEEP) break;
      frames.delete(key);
      bytes -= blob.size;
    }
    // never sent: it goes into the notebook's saved widget state, for a page without a kernel
    if (meta.sharp) model.set("still", buffer);
    return frame;
  }

  // --- Showing: one decode at a time, and only ever of the newest frame.
  let next = null, painting = false, last = -1;

  async function paint(frame, order) {
    if (order < last || (next && order < next.order)) return;
    next = { frame, order };
    if (painting) return;
    painting = true;
    try {
      while (next) {
        const { frame, order } = next;
        next = null;
        const bitmap = await createImageBitmap(frame.blob);
        last = order;
        engine.shown = frame;
        frames.delete(frame.key); // the most recently shown is the last to go
        frames.set(frame.key, frame);
        for (const view of engine.views) view.draw(bitmap, frame);
        engine.probe?.({ ...frame, t: now(), order });
        bitmap.close();
      }
    } finally {
      painting = false;
    }
    calm();
  }

  // --- When the hand rests: a sharp frame, a word to those who listen, and the neighbours drawn ahead.
  let batch = 1, aheadFlying = 0, queue = null, told = null;

  function calm() {
    if (!resting || pending || flying.size || painting || engine.shown?.key !== wanted || !engine.alive) return;
    if (told !== wanted) {
      told = wanted;
      engine.views.forEach((view) => view.announce(engine.shown));
      if (deaf && Object.keys(own).length) model.send({ kind: "rest", state: own });
    }
    if (!engine.shown.sharp) {
      pending = { state: engine.shown.state, key: wanted, sharp: true };
      return pump();
    }
    if (queue?.batch !== batch) {
      queue = { batch, states: neighbours(engine.shown.state, lastMoved) };
      aheadFlying = 0;
    }
    while (aheadFlying < 2 && queue.states.length) {
      const state = queue.states.shift();
      const key = JSON.stringify([state, engine.layout]);
      if (frames.has(key)) continue;
      aheadFlying++;
      send({ state, key, sharp: false, seq: 0, ahead: batch });
    }
  }

  // The states around this one along the control last moved, the nearest first.
  function neighbours(state, name) {
    const along = parts.filter((binding) => binding.name === name);
    const values = [];
    if (settings.handles[name]) {
      const { step } = settings.handles[name];
      const [x, y] = state[name];
      for (let k = 1; k <= AHEAD / 4; k++)
        for (const [i, j] of [[k, 0], [-k, 0], [0, k], [0, -k]])
          values.push([tidy(x + i * step), tidy(y + j * step)]);
    } else {
      const slider = along.find(({ part }) => isSlider(part));
      if (slider) values.push(...grid(slider.part, state[name], slider.digits));
    }
    return values.map((value) => ({ ...state, [name]: value }));
  }

  // --- Playing: the states of Play, one after another, each as soon as the one before is seen.
  let playing = null;
  engine.playing = () => playing !== null;
  engine.pause = () => {
    clearTimeout(playing);
    playing = null;
    engine.views.forEach((view) => view.playing(false));
  };
  engine.play = () => {
    if (playing !== null) return engine.pause();
    const { name, values } = settings.play;
    const current = engine.state()[name];
    const calmly = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let i = values.findIndex((value) => value < current * (1 - 1e-9));
    if (i < 0) i = 0; // at the end: from the start again
    const step = () => {
      if (engine.shown?.key === wanted) {
        if (i >= values.length) return engine.pause();
        engine.put(name, values[i]);
        i += calmly ? 8 : 1;
      }
      playing = setTimeout(step, calmly ? 900 : 40);
    };
    step();
    engine.views.forEach((view) => view.playing(true));
  };

  // --- The page: views come and go, the layout is that of the last one that told its size.
  const ready = listen();
  model.on("msg:custom", answer);
  model.widget_manager?.get_model(model.get("me")).then((self) => {
    const check = () => self.comm_live === false && gone();
    self.on("comm_live_update", check);
    self.on("comm:close", gone);
    check();
  }, () => {});

  function gone() {
    engine.alive = false;
    engine.views.forEach((view) => view.complain("The kernel of this picture has stopped. Run the cell again to move it."));
  }

  engine.lay = async (layout) => {
    await ready;
    if (JSON.stringify(layout) === JSON.stringify(engine.layout)) return;
    engine.layout = layout;
    want();
  };
  engine.show = (el) => createView(engine, el);
  engine.stats = () => ({ limit, fastest, kept: bytes, frames: frames.size, flying: flying.size, deaf });
  engine.clear = () => { frames.clear(); bytes = 0; };
  engine.close = () => {
    engine.alive = false;
    [rest, patience, coalesce, playing].forEach(clearTimeout);
    parts.forEach(({ part, hear }) => { part.off("change:value", hear); unmute(part); });
    engines.delete(engine);
  };
  engines.add(engine);
  return engine;
}

// What a test or a benchmark looks at.
const engines = (globalThis.jaclibStages ??= new Set());

// ipywidgets syncs a control at every move and then waits for the kernel to be idle, which takes the line away
// from the frames. A muted control syncs when the hand rests. Several figures may share one control.
function mute(part, unsent) {
  const muted = (part[MUTED] ??= { count: 0, timer: 0, unsent: new Set() });
  muted.unsent.add(unsent);
  if (muted.count++) return;
  const save = part.save_changes;
  part.save_changes = (...args) => {
    clearTimeout(muted.timer);
    muted.timer = setTimeout(() => {
      muted.unsent.forEach((map) => map.delete(part));
      save.apply(part, args);
    }, REST);
  };
}

function unmute(part) {
  if (part[MUTED] && --part[MUTED].count === 0) {
    delete part.save_changes;
    delete part[MUTED];
  }
}

// A slider's own scale: the number of the step on which a value lies.
const isSlider = (part) => /Slider/.test(part.get("_model_name"));

function grade(slider, value) {
  const place = slider.get("base") ? Math.log(value) / Math.log(slider.get("base")) : value;
  return Math.round((place - slider.get("min")) / slider.get("step"));
}

// The values that a slider can take, outwards from where it is.
function grid(slider, value, digits) {
  const [min, max, step, base] = ["min", "max", "step", "base"].map((name) => slider.get(name));
  const values = [];
  for (let k = 1; k <= AHEAD / 2; k++)
    for (const side of [k, -k]) {
      const at = min + step * (grade(slider, value) + side);
      if (at >= min - step / 2 && at <= max + step / 2) values.push(tidy(base ? base ** at : at, digits));
    }
  return values;
}
