// Play: the values of one control, one after the other, each once the one before is seen; Step: a stride of them.
// From the end both start again. Of several controls that can be played one plays at a time; `told` hears which.

import { nearest } from "./numbers.js";

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
    const { pace } = plays[name], { values, here } = place(name);
    const last = values.length - 1, flows = 0 < pace && pace < 100; // what is trained takes each step
    let i = (here + 1) % values.length, moved = performance.now(), done = false;
    const next = () => {
      if (seen()) {
        if (done) return stop();
        controls.put(name, values[i]);
        done = i === last;
        i = Math.min(last, i + (calmly.matches && pace < 100 ? 8 : flows ? passed() : 1));
      }
      timer = setTimeout(next, calmly.matches ? Math.max(900, pace) : pace);
    };
    // What flows takes as long on a slow line as on a fast one: it leaves out the values that it came too late for.
    function passed() {
      const before = moved;
      moved = performance.now();
      return Math.max(1, Math.round((moved - before) / pace));
    }
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
