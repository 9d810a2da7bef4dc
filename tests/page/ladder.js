// What stands below a wrong answer, below a figure that is on the page or on one without.

import widget from "./answered.js";
import { Model } from "./fake.js";

const TITLES = ["A smaller question", "A similar one, worked", "A solution"];
const NONE = { look: "", said: "", smaller: "", worked: [], solved: false, solution: "", titles: TITLES, layout: null };

export function open(el, state) {
  const model = new Model({ ...NONE, ...state });
  model.kernel = ({ kind }) => {
    if (kind === "solve") model.set("solution", "def f(x):\n    return <b>x</b>");
  };
  const below = el.appendChild(document.createElement("div"));
  const end = widget.render({ model, el: below });
  Object.assign(globalThis, { ladder: model, end });
}
