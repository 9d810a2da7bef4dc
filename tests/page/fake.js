// What stands in for the notebook and its kernel: a widget's model, and the answers to what the page asks for.

export class Model {
  ears = {};
  sent = [];
  unsaved = {}; // what a link saves with what it moves
  kernel = (_message) => {}; // hears what is sent
  constructor(state = {}) {
    this.state = state;
    this.widget_manager = { get_model: () => Promise.resolve(this) };
  }
  get(name) { return this.state[name]; }
  set(name, value) {
    for (const [key, each] of Object.entries(typeof name === "string" ? { [name]: value } : name)) {
      if (this.state[key] === each) continue;
      this.state[key] = each;
      this.unsaved[key] = each;
      this.trigger(`change:${key}`, this, each);
    }
  }
  set_state(state) { // as the kernel sets it
    this.set(state);
    for (const name of Object.keys(state)) delete this.unsaved[name];
  }
  on(name, ear) { (this.ears[name] ??= []).push(ear); }
  off(name, ear) { this.ears[name] = (this.ears[name] ?? []).filter((each) => each !== ear); }
  trigger(name, ...words) { (this.ears[name] ?? []).forEach((ear) => ear(...words)); }
  save_changes() {}
  send(message) {
    this.sent.push(message);
    this.kernel(message);
  }
}

const LOOK = { label: "time", symbol: "t", shown: true, flex: "", width: 200, leads: false };
export const SLIDER = { ...LOOK, kind: "slider", lo: 0, hi: 1, steps: 100 };
export const POINT = {
  ...LOOK, kind: "point", label: "dot", names: ["x", "y"], lo: 0, hi: 1, step: 0.05,
  handle: { label: "dot", panel: 0, step: 0.05, fine: 0.01 },
};
export const MAP = {
  kind: "typed", shown: true, flex: "", fields: [{ label: "or type one", text: "", formula: "" }],
  menu: { label: "map", own: "— your own —", entries: [["polar", "polar: (r cos θ, r sin θ)"], ["fold", "fold: (x, y²)"]], entry: "polar" },
};

/** A figure's model: `controls` has for each name what it is drawn from, and its value. */
export function figure(controls, settings = {}) {
  const looks = Object.fromEntries(Object.entries(controls).map(([name, [look]]) => [name, look]));
  const values = Object.fromEntries(Object.entries(controls).map(([name, [, value]]) => [name, value]));
  const all = { label: "dots", aspect: "2 / 1", tried: "", tasks: [], more: [], id: "own", shared: {}, ...settings };
  return new Model({ ...values, _settings: all, _looks: looks, _shown: { state: {}, layout: {} }, _still: null });
}

/** The kernel's answer to a request, but for the picture. */
export function answer({ client, seq, key, ahead, sharp, state }, more = {}) {
  const places = [{ box: [0, 0, 1, 1], xlim: [0, 1], ylim: [0, 1] }];
  const words = { say: JSON.stringify(state), values: [], call: "", judged: [], tried: null, ink: "gray" };
  return { kind: "frame", client, seq, key, ahead, sharp, ...words, places, width: 400, ms: 5, held: 5, encoding: 1, ...more };
}
