// What stands in the place of the controls while a figure waits: for the answer to the question above it, for a guess
// that is drawn on it, or for a word that one would rather look.

import { button, make } from "./dom.js";

const OUTLINE = 3; // points of a guess, at least

export function createWaiting(engine, root, row) {
  const box = make("div", "jaclib-waiting", row, { role: "group", "aria-label": "your prediction" });
  const words = make("span", "", box);
  const commit = button(box, "That is my guess", () => engine.awaits(engine.awaited().filter((each) => each !== drawing())));
  const anew = button(box, "Start again", () => engine.put(drawing(), ""));
  button(box, "Show me anyway", () => engine.awaits([]));
  const drawing = () => engine.awaited().find((each) => engine.settings.handles[each]?.guess);

  function asked(name) {
    if (!name) return "Answer the question above first.";
    const { guess } = engine.settings.handles[name];
    const first = engine.awaited().length > 1 ? "Answer the question above, and draw" : "First draw";
    return `${first} ${guess} as you expect it.`;
  }

  return {
    show() {
      const waits = engine.awaited().length > 0, name = drawing();
      const left = !waits && box.contains(document.activeElement);
      root.classList.toggle("jaclib-covered", waits);
      box.hidden = !waits;
      if (left) row.querySelector(":is(button, input, select):not(.jaclib-waiting *)")?.focus({ preventScroll: true });
      if (!waits) return;
      words.textContent = asked(name);
      commit.hidden = anew.hidden = !name;
      commit.disabled = !name || engine.state()[name].split(";").length < OUTLINE;
    },
  };
}
