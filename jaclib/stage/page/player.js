// Play: the values of one control, one after the other, each as soon as the one before is seen; Step: a stride of them.
// One that hurries goes faster after its first steps. From the end both start again. Of several controls that can be played one plays at a time; `told` hears which.

import { nearest } from "./numbers.js";

const SLOW_STEPS = 8, FASTER = 0.9, FASTEST = 90; // ms for a step

export function createPlayer(plays, controls, seen, told) {
  let timer = 0, playing = null;
  const calmly = matchMedia("(prefers-reduced-motion: reduce)");
  function stop() {
    if (playing === null) return;
    clearTimeout(timer);
    told((playing = null));
  }
  // The values of a control, and the index of the one where it is.
  function place(name) {
    const { hi } = controls.looks()[name]; // the kernel may have made the slider shorter
    const values = plays[name].values.filter((value) => value <= hi);
    return { values, here: nearest(values, controls.state()[name]) };
  }
  function step(name) {
    stop();
    const { values, here } = place(name), last = values.length - 1;
    controls.put(name, values[here === last ? 0 : Math.min(here + plays[name].stride, last)]);
  }
  function start(name) {
    const { hurries } = plays[name], { values, here } = place(name);
    let { pace } = plays[name], i = (here + 1) % values.length, made = 0;
    const next = () => {
      if (seen()) {
        if (i >= values.length) return stop();
        controls.put(name, values[i]);
        i += calmly.matches && pace < 100 && !hurries ? 8 : 1;
        if (hurries && ++made > SLOW_STEPS) pace = Math.max(FASTEST, FASTER * pace);
      }
      timer = setTimeout(next, calmly.matches ? Math.max(900, pace) : pace);
    };
    told((playing = name));
    next();
  }
  function toggle(name) {
    const again = name === playing;
    stop();
    if (!again) start(name);
  }
  return { stop, step, toggle, playing: () => playing };
}
