// Play: the values of one control, one after the other, each once the one before is seen; Step: a stride of them. What
// flows takes as long on a slow line as on a fast one: it leaves out what it comes too late for. What hurries goes faster
// after its first steps. From the end all start again. Of several controls that can be played one plays at a time;
// `told` hears which.

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
    const { flows, hurries } = plays[name], { values, here } = place(name), last = values.length - 1;
    let { pace } = plays[name], i = (here + 1) % values.length, made = 0, moved = performance.now(), done = false;
    const next = () => {
      if (seen()) {
        if (done) return stop();
        controls.put(name, values[i]);
        done = i === last;
        i = Math.min(last, i + stride());
        if (hurries && ++made > SLOW_STEPS) pace = Math.max(FASTEST, FASTER * pace);
      }
      timer = setTimeout(next, calmly.matches ? Math.max(900, pace) : pace);
    };
    function stride() {
      const late = performance.now() - moved;
      moved += late;
      if (calmly.matches) return pace < 100 && !hurries ? 8 : 1;
      return flows ? Math.max(1, Math.round(late / pace)) : 1;
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
