// Play: the values of one control, one after the other, each as soon as the one before is seen, or where it is to go
// `once`, the next of them. Of several controls that can be played one plays at a time; `told` hears which.

import { nearest } from "./numbers.js";

export function createPlayer(plays, controls, seen, told) {
  let timer = 0, playing = null;
  const calmly = matchMedia("(prefers-reduced-motion: reduce)");
  function stop() {
    if (playing === null) return;
    clearTimeout(timer);
    told((playing = null));
  }
  function start(name) {
    const { pace, once } = plays[name], { hi } = controls.looks()[name];
    const values = plays[name].values.filter((value) => value <= hi); // the kernel may have made the slider shorter
    const here = nearest(values, controls.state()[name]);
    if (once) return controls.put(name, values[Math.min(here + 1, values.length - 1)]);
    // from where it is; at the end, from the start again
    let i = (here + 1) % values.length;
    const step = () => {
      if (seen()) {
        if (i >= values.length) return stop();
        controls.put(name, values[i]);
        i += calmly.matches && pace < 100 ? 8 : 1;
      }
      timer = setTimeout(step, calmly.matches ? Math.max(900, pace) : pace);
    };
    told((playing = name));
    step();
  }
  function toggle(name) {
    const again = name === playing;
    stop();
    if (!again) start(name);
  }
  return { stop, toggle, playing: () => playing };
}
