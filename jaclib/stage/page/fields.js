// Fields with their labels: for text, and for a number, which is written as far as it is read.

import { make } from "./dom.js";
import { clamp, numeric, tidy } from "./numbers.js";

/** @type {(box: Element, words: string, tag: string, attributes?: Object<string, any>) => any} the element behind its label */
export function labelled(box, words, tag, attributes = {}) {
  const label = make("label", "jaclib-labelled", box);
  make("span", "", label, {}, words);
  return make(tag, "", label, attributes);
}

/** @type {(field: HTMLInputElement, take: () => void) => void} what was typed is entered by Enter, and by leaving the field */
export function entered(field, take) {
  let typed = false;
  const enter = () => {
    if (typed) take();
    typed = false;
  };
  field.addEventListener("input", () => (typed = true));
  field.addEventListener("change", enter);
  field.addEventListener("keydown", (event) => event.key === "Enter" && enter());
}

// A field for a number: what it can be is taken, and what else was typed is given to `refuse`.
// It is as wide as its longest number, so that what is beside it stays where it is.
export function numberField(parent, name, { lo, hi, every = 0, step, longest = 7 }, take, refuse) {
  const field = make("input", "jaclib-field", parent, {
    type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", role: "spinbutton",
    "aria-label": name, "aria-valuemin": decimal(lo), "aria-valuemax": decimal(hi),
  });
  const fits = (value) => value >= lo && value <= hi && !(every && (value - lo) % every);
  entered(field, () => {
    const value = tidy(numeric(field.value));
    fits(value) ? take(value) : refuse(Number.isNaN(value) ? field.value : value);
  });
  field.addEventListener("keydown", (event) => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    const value = step(numeric(field.value), way * (event.shiftKey ? 5 : 1));
    take(clamp(value, lo, hi));
  });
  return (value) => {
    if (document.activeElement !== field || numeric(field.value) !== value) field.value = written(value);
    field.setAttribute("aria-valuenow", decimal(value));
    longest = Math.max(longest, field.value.length);
    field.style.width = `calc(${longest}ch + 16px)`; // with its padding and its border
  };
}

// aria's numbers have no power of ten
const decimal = (value) => (String(value).includes("e") ? value.toFixed(20).replace(/\.?0+$/, "") : String(value));
export const written = (value) => String(tidy(value, 6)).replace("-", "−"); // as far as it is read
