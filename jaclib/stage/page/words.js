// Numbers, vectors, matrices and products of matrices as they are set in a book, and all of them as a table. They are
// rebuilt only where their shape changes.

import { make } from "./dom.js";
import { setMath } from "./mathml.js";

// The matrices of a read-out: those of a product, or itself; and with the formulas that stand before it.
const numbersOf = (value) => value.product ?? [value];
const matricesOf = (value) => (value.formulas?.rows.length ? [value.formulas, value] : numbersOf(value));

/** @type {(box: HTMLElement, values: any[], bind?: import("./mathml.js").Bind) => void} numbers in formulas are bound */
export function readouts(box, values, bind = () => {}) {
  const matrices = values.flatMap(matricesOf);
  const shape = JSON.stringify(values.map((value) => [value.note, value.formulas?.note, matricesOf(value).map(outline)]));
  let grown = false;
  if (box.dataset.shape !== shape) {
    box.dataset.shape = shape;
    box.replaceChildren();
    for (const value of values) value.product ? layProduct(value, box) : layValue(value, box, bind);
  }
  box.querySelectorAll("[data-name]").forEach((matrix, i) => {
    const { label, rows, boxes, met = [] } = matrices[i];
    matrix.setAttribute("aria-label", `${label} = ${rows.map((row) => row.map((text) => text || "blank").join(", ")).join("; ")}`);
    if (boxes) return; // formulas are set once
    matrix.querySelectorAll(".jaclib-number").forEach((number, j) => {
      const [row, column] = [Math.floor(j / rows[0].length), j % rows[0].length];
      grown ||= rows[row][column].length > number.textContent.length;
      number.textContent = rows[row][column];
      number.classList.toggle("jaclib-met", met.some((cell) => cell[0] === row && cell[1] === column));
    });
  });
  if (grown) keepWidths(box); // to measure takes time, which a drag hasn't
}

// A number that has grown stays as wide, so that nothing moves each time a digit is added.
function keepWidths(box) {
  const numbers = [...box.querySelectorAll(".jaclib-number")];
  const widths = numbers.map((number) => number.offsetWidth);
  numbers.forEach((number, i) => { number.style.minWidth = `${widths[i]}px`; });
}

/** @type {(table: HTMLTableElement, values: any[]) => void} a row for each number, vector or row of a matrix */
export function tabulate(table, values) {
  table.replaceChildren();
  for (const { label, rows } of values.flatMap(numbersOf))
    rows.forEach((row, i) => {
      const line = make("tr", "", table);
      const heads = { scope: "rowgroup", rowspan: String(rows.length), "data-name": label };
      if (!i) typeset(label, make("th", "jaclib-name", line, heads));
      for (const text of row) make("td", "jaclib-number", line, {}, text);
    });
}

const outline = ({ label, rows, columns, boxes }) => [label, rows.length, rows[0].length, columns, boxes];

// A matrix of numbers, and before it that of its formulas, in whose rows and columns its own stand.
function layValue(value, box, bind) {
  const item = make("span", "jaclib-value", box), { formulas } = value;
  if (formulas?.rows.length) {
    item.classList.add("jaclib-beside");
    item.style.gridTemplateRows = `repeat(${formulas.rows.length}, auto)`;
    layMatrix(formulas, item, " =", value.label, bind);
    layMatrix(value, item, " =", "");
  } else layMatrix(value, item, " =");
  if (formulas?.note) make("span", "jaclib-where", item, {}, formulas.note);
}

function layMatrix({ label, rows, columns, boxes }, item, equals, shown = label, bind = () => {}) {
  typeset(shown + equals, make("span", "jaclib-name", item));
  const matrix = make("span", rows.length > 1 || !equals ? "jaclib-matrix" : "jaclib-row", item, { role: boxes ? "group" : "math" }); // what is in a formula may be dragged
  matrix.dataset.name = label;
  if (columns) matrix.classList.add("jaclib-columns");
  matrix.style.gridTemplateColumns = `repeat(${rows[0].length}, auto)`;
  if (boxes) matrix.classList.add("jaclib-formulas");
  rows.forEach((row, i) => {
    const line = make("span", "jaclib-line", matrix);
    row.forEach((text, j) => {
      const cell = make("span", "jaclib-number", line);
      if (boxes) setMath(cell, boxes[i][j], text, bind);
    });
  });
}

// "J_f(a)" and "J_{f∘g}(a)" with their subscripts, as text.
function typeset(label, node) {
  for (const part of label.split(/(_\w|_\{[^}]*\})/))
    part.startsWith("_") ? (make("sub", "", node).textContent = part.replace(/^_\{?|\}$/g, "")) : node.append(part);
}

// Factors in a row and what they make, each with its shape below; where two factors meet their shapes must agree.
function layProduct({ product, note }, box) {
  const item = make("span", "jaclib-product", box);
  const last = note ? product.length : product.length - 1; // of the factors
  const sizes = product.map(({ rows }) => [rows.length, rows[0].length]);
  product.forEach((matrix, i) => {
    if (i) make("span", "jaclib-times", item).textContent = i < last ? "·" : "=";
    const factor = make("span", "jaclib-factor", item);
    layMatrix(matrix, factor, "");
    const shape = make("span", "jaclib-shape", factor);
    const meets = (j, k) => j >= 0 && k < last && (sizes[j][1] === sizes[k][0] ? "jaclib-inner" : "jaclib-inner jaclib-unequal");
    make("span", (i < last && meets(i - 1, i)) || "", shape).textContent = sizes[i][0];
    make("span", "", shape).textContent = " × ";
    make("span", (i < last && meets(i, i + 1)) || "", shape).textContent = sizes[i][1];
  });
  if (note) make("span", "jaclib-note", item).textContent = note;
}
