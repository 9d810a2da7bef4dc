// Elements. All text goes in as text, never as markup: a student may have typed it.

const SUPPRESS = "data-lm-suppress-shortcuts"; // JupyterLab takes keys for its own from the node that lacks this
const EDITS = new Set(["a", "c", "v", "x", "y", "z"]); // with Ctrl, in a field

/**
 * Lets the controls in `root` have the keys that they use, and JupyterLab its shortcuts: with Ctrl, and Shift+Enter.
 * It is told before JupyterLab looks, which in Notebook 7 is before the key has come to the control.
 * @type {(root: Element) => () => void}
 */
export function shareKeys(root) {
  const look = (event) => root.contains(event.target) && event.target.toggleAttribute(SUPPRESS, isOwn(event));
  addEventListener("keydown", look, true);
  return () => removeEventListener("keydown", look, true);
}

/** @type {(event: KeyboardEvent) => boolean} whether a control uses the key itself */
export function isOwn({ key, ctrlKey, metaKey, altKey, shiftKey, target }) {
  if (ctrlKey || metaKey) return EDITS.has(key.toLowerCase()) && /** @type {any} */ (target)?.type === "text";
  return !altKey && !(shiftKey && key === "Enter");
}

/**
 * @param {string} tag
 * @param {string} className
 * @param {Element} parent
 * @param {Object<string, string>} attributes
 * @returns {any} the element, put last into its parent
 */
export function make(tag, className, parent, attributes = {}, text = "") {
  const node = document.createElement(tag);
  if (className) node.className = className;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.textContent = text;
  return parent.appendChild(node);
}

/** @type {(space: string, tag: string, parent: Element) => Element} an element of another namespace than HTML's */
export const within = (space, tag, parent) => parent.appendChild(document.createElementNS(space, tag));

/** @type {(parent: Element, text: string, press: () => void) => HTMLButtonElement} */
export function button(parent, text, press) {
  const node = make("button", "jaclib-button", parent, { type: "button" }, text);
  node.addEventListener("click", press);
  return node;
}

/** @type {(node: HTMLElement, place: import("./numbers.js").Place) => void} to lie over a panel */
export function cover(node, { box: [left, top, right, bottom] }) {
  const sides = { left, top, width: right - left, height: bottom - top };
  for (const [side, part] of Object.entries(sides)) node.style[side] = `${100 * part}%`;
}

export function isDark() {
  const { jpThemeLight } = document.body.dataset;
  if (jpThemeLight) return jpThemeLight === "false";
  return document.body.classList.contains("vscode-dark") || matchMedia("(prefers-color-scheme: dark)").matches;
}

/** @type {() => string} an id that no other element has */
export const freshId = () => `jaclib-${Math.random().toString(36).slice(2)}`;

/**
 * A button in a row that shows and hides what lies below it; nothing that is pressed moves.
 * @type {(row: Element, below: Element, words: string, shown?: () => void) => HTMLElement} what is shown and hidden
 */
export function fold(row, below, words, shown = () => {}) {
  const id = freshId();
  const folded = make("div", "jaclib-folded", below, { id });
  const press = button(row, "", () => show(folded.hidden));
  press.setAttribute("aria-controls", id);
  function show(open) {
    folded.hidden = !open;
    press.setAttribute("aria-expanded", String(open));
    press.textContent = `${words} ${open ? "▾" : "▸"}`;
    if (open) shown();
  }
  show(false);
  return folded;
}
