// Formulas as MathML, which browsers set as a book does. They come as nested lists of a tag and what is in it.

import { within } from "./dom.js";

const MATHML = "http://www.w3.org/1998/Math/MathML";
const TAGS = new Set(["mrow", "mi", "mn", "mo", "mspace", "mfrac", "msup", "msqrt", "mroot"]);

/** @typedef {[string, ...any[]]} Box a tag, and text or boxes; behind a text may be what `bind` makes of its element */
/** @typedef {(node: any, part: any) => void} Bind */

/** @type {(parent: Element, box: Box, words: string, bind: Bind) => void} sets a formula, which is read as these words */
export function setMath(parent, box, words, bind) {
  const math = within(MATHML, "math", parent);
  math.setAttribute("aria-label", words);
  grow(math, box, bind);
}

/** @type {(parent: Element, box: Box, bind: Bind) => void} */
function grow(parent, [tag, ...inside], bind) {
  if (!TAGS.has(tag)) throw new Error(`A formula is made of ${[...TAGS].join(", ")}; got ${tag}.`);
  const node = within(MATHML, tag, parent);
  if (tag === "mspace") node.setAttribute("width", "0.2em");
  if (inside[0] === "(" || inside[0] === ")") node.setAttribute("stretchy", "false"); // squares in it would make it tall
  for (const each of inside)
    if (typeof each === "string") node.append(each);
    else if (each.control) bind(node, each);
    else grow(node, each, bind);
}
