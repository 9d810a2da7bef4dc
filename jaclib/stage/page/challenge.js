// Tasks to be solved in the picture, one after the other. Each frame brings what the kernel has to say of each task;
// it is heeded when the hand rests, and what is solved stays solved.

import { button, make } from "./dom.js";

export function createChallenges(tasks, parent) {
  const box = make("div", "jaclib-challenge", parent, { role: "group", "aria-label": "challenge" });
  const title = make("p", "jaclib-task", box);
  const verdict = make("p", "jaclib-verdict", box, { role: "status" });
  let current = 0, solved = false;
  const next = button(verdict, "Next challenge", () => {
    current++;
    ask();
    title.focus({ preventScroll: true });
  });
  const words = document.createTextNode("");
  verdict.prepend(words);
  title.tabIndex = -1;

  function ask() {
    solved = false;
    const count = tasks.length > 1 ? ` ${current + 1} of ${tasks.length}` : "";
    title.textContent = `Challenge${count}: ${tasks[current]}`;
    say("", "");
  }

  function say(kind, text) {
    box.dataset.verdict = kind;
    if (words.data !== text) words.data = text;
    next.hidden = kind !== "right" || current + 1 === tasks.length;
  }

  ask();
  return {
    judge({ judged }) {
      const [right, why] = judged[current] ?? [false, ""];
      if (solved) return;
      solved = right;
      const done = current + 1 === tasks.length && tasks.length > 1 ? " That was the last one." : "";
      say(right ? "right" : why && "near", right ? `✓ Right. ${why}${done} ` : why && `Nearly. ${why}`);
    },
  };
}
