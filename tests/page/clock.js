// What the engine needs of a browser, and a time of its own: it stands still while the page computes.

export const clock = { now: 0 };
const settle = setImmediate;
let timers = [];

performance.now = () => clock.now;
globalThis.setTimeout = (run, ms = 0, ...words) => {
  timers.push({ at: clock.now + Math.max(1, ms), run: () => run(...words) });
  return timers.at(-1);
};
globalThis.clearTimeout = (timer) => { timers = timers.filter((each) => each !== timer); };
globalThis.document = Object.assign(new EventTarget(), { querySelectorAll: () => [], hidden: false });
globalThis.matchMedia = () => ({ matches: false });
globalThis.createImageBitmap = () => Promise.resolve({ width: 1, height: 1, close() {} });

/** Let some ms go by; in each of them `before` comes before what is due, and `after` after it. */
export async function pass(ms, before = () => {}, after = () => {}) {
  for (const end = clock.now + ms; clock.now < end; clock.now++) {
    before();
    const due = timers.filter(({ at }) => at <= clock.now).sort((one, other) => one.at - other.at);
    timers = timers.filter(({ at }) => at > clock.now);
    due.forEach(({ run }) => run());
    after();
    await new Promise(settle);
  }
}
