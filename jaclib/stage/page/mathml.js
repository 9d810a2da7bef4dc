// Formulas as MathML, which browsers set as a book does. They come as nested lists of a tag and what is in it.

import { make, within } from "./dom.js";

const MATHML = "http://www.w3.org/1998/Math/MathML";
const TAGS = new Set(["mrow", "mi", "mn", "mo", "mspace", "mfrac", "msup", "msqrt", "mroot"]);

/** @typedef {[string, ...any[]]} Box a tag, and text or boxes; behind the text of a number what it is a part of */
/** @typedef {(node: HTMLElement, part: any) => void} Bind */

/**
 * Sets a formula, which is read as these words. Numbers that are part of a control are bound: they stand between pieces
 * of the formula, since what is in one is no control to those who hear it.
 * @type {(parent: Element, box: Box, words: string, bind: Bind) => void}
 */
export function setMath(parent, box, words, bind) {
  const pieces = flat(box);
  let math = null;
  for (const piece of pieces) {
    const [, text, part] = piece;
    if (part?.control) {
      bind(make("span", "jaclib-dragged", parent, {}, text), part);
      math = null;
    } else grow((math ??= within(MATHML, "math", parent)), piece);
  }
  if (math && parent.childElementCount === 1) math.setAttribute("aria-label", words);
}

/** @type {(box: Box) => Box[]} what stands in a row, rows in it taken apart */
const flat = (box) => (box[0] === "mrow" ? box.slice(1).flatMap(flat) : [box]);

/** @type {(parent: Element, box: Box) => void} */
function grow(parent, [tag, ...inside]) {
  if (!TAGS.has(tag)) throw new Error(`A formula is made of ${[...TAGS].join(", ")}; got ${tag}.`);
  const node = within(MATHML, tag, parent);
  if (tag === "mspace") node.setAttribute("width", "0.2em");
  if (tag === "mo" && "()".includes(inside[0])) node.setAttribute("stretchy", "false"); // squares would make it tall
  if (tag === "mo" && "+−·".includes(inside[0]) && node.previousSibling) node.setAttribute("form", "infix"); // at an end, too
  for (const each of inside) typeof each === "string" ? node.append(each) : grow(node, each);
}
