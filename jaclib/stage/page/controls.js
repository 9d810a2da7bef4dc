// The state of a figure is what its controls say: ordinary ipywidgets, heard in the page. Where a front-end lets no
// widget hear another, the kernel mirrors their values into the stage's own model, and `unsynced` holds what a handle
// has said meanwhile.

const MUTED = Symbol.for("jaclib.muted");

function createControls(model, { moved, movedByUser }) {
  let parts = []; // [{name, index, slow, digits, part}], part being a control's model
  let resetValues = {}, lastMoved = null;
  let unlinked = false, unsynced = {};
  let writing = false, coalesce = 0;
  const unsent = new Map(); // what the hand has said and the kernel does not know yet

  async function listen() {
    const bindings = model.get("bindings");
    try {
      const models = await Promise.all(bindings.map((binding) => model.widget_manager.get_model(binding.model_id)));
      parts = bindings.map((binding, i) => ({ ...binding, part: models[i] }));
    } catch {
      unlinked = true;
      model.on("change:values", () => { unsynced = {}; moved(); });
      model.send({ kind: "controls-unreachable" });
      return;
    }
    for (const binding of parts) {
      mute(binding.part, unsent);
      binding.hear = () => hear(binding);
      binding.part.on(`change:${trait(binding.part)}`, binding.hear);
    }
    resetValues = state();
  }

  function state() {
    if (unlinked) return { ...model.get("values"), ...unsynced };
    const values = {};
    for (const { name, index, part } of parts) {
      const value = tidy(valueOf(part));
      if (index === null) values[name] ??= value; // of the widgets that show one number the first has it exactly
      else (values[name] ??= [])[index] ??= value;
    }
    return values;
  }

  // The hand moved a control, or the kernel did.
  function hear({ name, index, slow, digits, part }) {
    if (writing) return;
    const value = tidy(valueOf(part), digits);
    const twins = parts.filter((twin) => twin.name === name && twin.index === index && twin.part !== part);
    // ignore a slider that only rounded a typed value to its step
    if (isSlider(part) && twins.some((twin) => stepIndex(part, twin.part.get("value")) === stepIndex(part, value))) return;
    const byKernel = (part._state_lock ?? null) !== null;
    if (byKernel && unsent.has(part)) {
      // an echo of where the hand was; it has moved on since
      if (valueOf(part) !== unsent.get(part)) setValue(part, unsent.get(part));
      return;
    }
    if (!byKernel) {
      movedByUser(name);
      unsent.set(part, valueOf(part));
    }
    write(() => twins.forEach((twin) => assign(twin.part, value, !byKernel)));
    if (byKernel) resetValues = { ...resetValues, [name]: state()[name] };
    tellMoved(name, slow);
  }

  function write(change) {
    writing = true;
    change();
    writing = false;
  }

  function assign(part, value, save) {
    if (valueOf(part) === value) return;
    if (save) unsent.set(part, value);
    setValue(part, value);
    if (save) part.save_changes();
  }

  // A handle, a key or Play says where a control is now.
  function put(name, value) {
    if (unlinked) unsynced = { ...unsynced, [name]: value };
    write(() => {
      for (const { name: its, index, part } of parts)
        if (its === name) assign(part, index === null ? value : value[index], true);
    });
    tellMoved(name, false);
  }

  // What the kernel changes together arrives as several messages, one soon after the other.
  function tellMoved(name, slow) {
    lastMoved = name;
    clearTimeout(coalesce);
    if (slow || coalesce) coalesce = setTimeout(() => { coalesce = 0; moved(); }, 30);
    else moved();
  }

  return {
    listen, state, put,
    home: (name) => resetValues[name] ?? model.get("values")[name],
    lastMoved: () => lastMoved,
    slider: (name) => parts.find((binding) => binding.name === name && isSlider(binding.part)),
    unlinked: () => unlinked,
    rest() {
      if (unlinked && Object.keys(unsynced).length) model.send({ kind: "hand-rested", state: unsynced });
    },
    close() {
      clearTimeout(coalesce);
      parts.forEach(({ part, hear }) => { part.off(`change:${trait(part)}`, hear); unmute(part); });
    },
  };
}

const tidy = (value, digits = 12) => (typeof value === "number" ? Number(value.toPrecision(digits)) : value);
// ipywidgets tells the page of a list only which entry is chosen.
const trait = (part) => (part.get("_options_labels") ? "index" : "value");
const valueOf = (part) => part.get("_options_labels")?.[part.get("index")] ?? part.get("value");
const setValue = (part, value) => part.set(trait(part), part.get("_options_labels")?.indexOf(value) ?? value);
const isSlider = (part) => /Slider/.test(part.get("_model_name"));

// The number of a slider's step nearest to a value.
function stepIndex(slider, value) {
  const place = slider.get("base") ? Math.log(value) / Math.log(slider.get("base")) : value;
  return Math.round((place - slider.get("min")) / slider.get("step"));
}

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
