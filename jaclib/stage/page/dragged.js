// Numbers in a formula that are dragged sideways, or moved by the arrow keys: each is a part of a control's value.

import { clamp, tidy } from "./numbers.js";

const APIECE = 4; // CSS pixels for a step

/** @typedef {{control: string, part: number}} Part of which control, and the number of its part */

export function createDragged(engine) {
  const bound = new Map();

  /** @type {(node: HTMLElement, part: Part) => void} */
  function bind(node, { control, part }) {
    const { label, names, lo, hi, step, handle } = engine.looks()[control];
    const now = () => engine.state()[control];
    const put = (x) => {
      const value = clamp(tidy(Math.round(x / handle.fine) * handle.fine), lo, hi);
      engine.put(control, now().map((old, i) => (i === part ? value : old)));
    };
    const looks = { role: "slider", tabindex: 0, "aria-label": `${names[part]} of ${label}`, "aria-valuemin": lo, "aria-valuemax": hi };
    for (const [name, value] of Object.entries(looks)) node.setAttribute(name, String(value));
    let grip = null; // what a drag starts from
    node.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      node.focus({ preventScroll: true });
      node.setPointerCapture(event.pointerId);
      grip = { x: event.clientX, value: now()[part] };
    });
    node.addEventListener("pointermove", (event) => {
      if (node.hasPointerCapture(event.pointerId)) put(grip.value + (step * (event.clientX - grip.x)) / APIECE);
    });
    node.addEventListener("keydown", (event) => {
      const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
      if (!way && event.key !== "Home") return;
      event.preventDefault();
      event.stopPropagation();
      put(way ? now()[part] + way * step * (event.shiftKey ? 5 : 1) : engine.home(control)[part]);
    });
    bound.set(node, () => now()[part]);
    follow();
  }

  // Each number is what the control is now; those of formulas that are gone are forgotten.
  function follow() {
    for (const [node, now] of bound) {
      if (!node.isConnected) {
        bound.delete(node);
        continue;
      }
      const value = now();
      const text = value < 0 ? `(−${tidy(-value, 6)})` : String(tidy(value, 6));
      if (node.textContent !== text) node.textContent = text;
      node.setAttribute("aria-valuenow", String(value));
      node.setAttribute("aria-valuetext", text);
    }
  }

  return { bind, follow };
}
