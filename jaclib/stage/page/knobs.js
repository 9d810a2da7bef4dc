// Several numbers of one control, each dragged up and down at its own place in the picture, or moved by the arrow keys.

import { make } from "./dom.js";
import { clamp, onFigure, tidy } from "./numbers.js";

const SPAN = 160; // CSS pixels from the lowest number to the highest

export function createKnobs(engine, figure, name) {
  const knobs = [];
  let grip = null; // what a drag starts from
  const scales = () => engine.looks()[name].scales;

  function put(i, value) {
    const { lo, hi, steps } = scales()[i], fine = (hi - lo) / steps;
    const near = tidy(clamp(Math.round(value / fine) * fine, lo, hi));
    engine.put(name, engine.state()[name].map((old, j) => (i === j ? near : old)));
  }

  function add(i) {
    const knob = make("div", "jaclib-handle jaclib-knob", figure, { role: "slider", tabindex: "0", "aria-orientation": "vertical" });
    knob.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      knob.focus({ preventScroll: true });
      knob.setPointerCapture(event.pointerId);
      grip = { y: event.clientY, value: engine.state()[name][i] };
    });
    knob.addEventListener("pointermove", (event) => {
      if (!knob.hasPointerCapture(event.pointerId)) return;
      const { lo, hi } = scales()[i];
      put(i, grip.value + ((grip.y - event.clientY) * (hi - lo)) / SPAN);
    });
    knob.addEventListener("keydown", (event) => {
      const way = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!way && event.key !== "Home") return;
      event.preventDefault();
      event.stopPropagation();
      const { lo, hi, steps } = scales()[i], by = ((hi - lo) / steps) * (event.shiftKey ? 5 : 1);
      put(i, way ? engine.state()[name][i] + way * by : engine.home(name)[i]);
    });
    knobs.push(knob);
  }

  return {
    place(frame) {
      const { panel, at } = frame.grips[name], values = engine.state()[name];
      while (knobs.length < at.length) add(knobs.length);
      knobs.forEach((knob, i) => {
        knob.hidden = frame.places[panel].covered || i >= Math.min(at.length, values.length);
        if (knob.hidden) return;
        const [left, top] = onFigure(frame.places[panel], at[i]), { symbol, lo, hi } = scales()[i];
        Object.assign(knob.style, { left: `${100 * left}%`, top: `${100 * top}%` });
        for (const [key, value] of Object.entries({ label: symbol, valuenow: values[i], valuemin: lo, valuemax: hi }))
          knob.setAttribute(`aria-${key}`, value);
      });
    },
  };
}
