// The state of a figure: its model has a trait for each control. What the hand moves is heard at once, also by the
// figures that share it, and saved in the kernel when the hand rests.

// Id of what is shared → the controls of the figures that share it; anywidget loads this module anew for each figure.
const sharing = (globalThis.jaclibSharing ??= new Map());

function createControls(model, { moved, refused }) {
  const looks = () => model.get("_looks"); // what each control is drawn from, by its name
  const names = Object.keys(looks());
  const { id, shared } = model.get("_settings");
  const unsent = new Map(); // what the hand has said and the kernel does not know yet
  const known = {}; // what the kernel said last, where Home leads back to
  const hearing = names.map((name) => [`change:${name}`, () => hear(name)]);
  let lastMoved = null, writing = false, coalesce = 0, saving = 0;

  const state = () => Object.fromEntries(names.map((name) => [name, model.get(name)]));

  function set(name, value) {
    writing = true;
    model.set(name, value);
    writing = false;
    unsent.set(name, value);
  }

  // A control, a handle, a key or Play says where a control is now.
  function put(name, value) {
    for (const each of peers(name)) each.take(name, value);
    clearTimeout(saving);
    saving = setTimeout(save, REST);
  }

  function take(name, value) {
    if (JSON.stringify(model.get(name)) === JSON.stringify(value)) return;
    set(name, value);
    tellMoved(name, false);
  }

  function peers(name) {
    const all = sharing.get(shared[name] ?? (name in looks() ? id : null));
    return all ? new Set([own, ...[...all].filter((each) => each.has(name))]) : [own];
  }

  // What comes from the kernel, or by a link from another widget.
  function hear(name) {
    if (writing) return;
    const value = model.get(name);
    if (unsent.has(name)) {
      // where the hand was; it has moved on since
      if (JSON.stringify(value) !== JSON.stringify(unsent.get(name))) set(name, unsent.get(name));
      return;
    }
    known[name] = value;
    tellMoved(name, true);
  }

  // What the kernel changes together arrives as several messages, one soon after the other.
  function tellMoved(name, together) {
    lastMoved = name;
    if (together) return (coalesce ||= setTimeout(() => { coalesce = 0; moved(); }, 30));
    clearTimeout(coalesce); // a hand does not wait
    coalesce = 0;
    moved();
  }

  function save() {
    clearTimeout(saving);
    if (unsent.size) model.send({ kind: "rested", state: Object.fromEntries(unsent) });
  }

  // What can't be known here, as what a formula means, the kernel takes or refuses.
  function enter(name, value, buffers = []) {
    save();
    model.send({ kind: "entered", name, value }, undefined, buffers);
  }

  function answer({ name, value, wrong }) {
    for (const each of peers(name)) each.sent(name, value);
    refused(name, wrong);
  }

  const own = {
    looks, state, put, take, enter, answer,
    has: (name) => names.includes(name),
    sent: (name, value) => JSON.stringify(unsent.get(name)) === JSON.stringify(value) && unsent.delete(name),
    home: (name) => known[name],
    lastMoved: () => lastMoved,
    close() {
      [coalesce, saving].forEach(clearTimeout);
      hearing.forEach(([event, heard]) => model.off(event, heard));
      for (const [key, all] of sharing) if (all.delete(own) && !all.size) sharing.delete(key);
    },
  };
  Object.assign(known, state());
  hearing.forEach(([event, heard]) => model.on(event, heard));
  for (const key of new Set([id, ...Object.values(shared)])) sharing.set(key, (sharing.get(key) ?? new Set()).add(own));
  return own;
}

const tidy = (value, digits = 12) => (typeof value === "number" ? Number(value.toPrecision(digits)) : value);

// The steps of a slider: where step k is, which is nearest to a value, and which is the last.
function scale({ kind, lo, hi, steps, every }) {
  if (kind === "whole")
    return { last: Math.floor((hi - lo) / every), at: (k) => lo + k * every, nearest: (value) => Math.round((value - lo) / every) };
  const log = kind === "log_slider";
  const [low, high] = log ? [Math.log10(lo), Math.log10(hi)] : [lo, hi];
  const inside = (value) => Math.min(hi, Math.max(lo, value));
  return {
    last: steps,
    at: (k) => inside(log ? tidy(10 ** (low + (k * (high - low)) / steps), 3) : tidy(low + (k * (high - low)) / steps)),
    nearest: (value) => Math.round((((log ? Math.log10(value) : value) - low) / (high - low)) * steps),
  };
}
