// What stands below a wrong answer: a button that leads to where the mistake is seen, and the hints. The kernel holds
// the solution back until it is asked for. All text goes in as text; formulas are typeset afterwards.

import { button, make, shareKeys } from "../stage/page/dom.js";
import { setFormulas } from "../stage/page/formulas.js";

const HEARD = 100; // ms after which a screen reader knows the place where the hints appear
const OPENING = 10_000; // ms for a figure that has just been made to come up

function render({ model, el }) {
  const [look, said, smaller, worked, titles] = ["look", "said", "smaller", "worked", "titles"].map((name) => model.get(name));
  const root = make("div", "jaclib-answered", el);
  const shown = look && button(root, "", see);
  const hints = make("div", "jaclib-hints", root, { role: "status" });
  const solve = model.get("solved") && button(root, "Show a solution", () => model.send({ kind: "solve" }));
  let looking = 0;

  // That of a figure above, the nearest first: the kernel takes the first that can show the mistake.
  function see() {
    model.send({ kind: "look", figures: above(root, look).map(({ engine }) => engine.settings.id) });
  }

  function seen({ figure }, until = Date.now() + OPENING) {
    const found = views().find(({ engine }) => engine.settings.id === figure);
    if (found) goTo(found.view.root);
    else if (Date.now() < until) looking = setTimeout(seen, 100, { figure }, until);
  }

  function tell() {
    if (said) make("p", "jaclib-said", hints, {}, said);
    if (smaller) hint(titles[0], [smaller]);
    if (worked.length) hint(titles[1], worked);
    showSolution();
  }

  function showSolution() {
    const solution = model.get("solution");
    if (!solution || !solve.isConnected) return;
    const box = hint(titles[2], []);
    make("code", "", make("pre", "", box), {}, solution);
    box.tabIndex = -1;
    if (document.activeElement === solve) box.focus({ preventScroll: true }); // the button goes away
    solve.remove();
  }

  function hint(title, lines) {
    const box = make("div", "jaclib-hint", hints);
    make("p", "jaclib-title", box, {}, title);
    for (const line of lines) write(make("p", "", box), line);
    setFormulas(model, box);
    return box;
  }

  const name = () => { if (shown) shown.textContent = above(root, look).length ? "See it in the picture above" : "See it in a picture"; };
  const telling = setTimeout(() => { name(); tell(); }, HEARD);
  const release = shareKeys(root);
  if (shown) {
    shown.textContent = "See it in a picture";
    for (const event of ["pointerenter", "focus"]) shown.addEventListener(event, name);
  }
  model.on("change:solution", showSolution);
  model.on("msg:custom", seen);
  return () => {
    release();
    [telling, looking].forEach(clearTimeout);
    model.off("change:solution", showSolution);
    model.off("msg:custom", seen);
  };
}

// Each place of the page where a figure is seen.
const views = () => [...(globalThis.jaclibStages ?? [])].flatMap((engine) => [...engine.views].map((view) => ({ engine, view })));

// Those in the same notebook above a node that show an explorer, the nearest first; a covered one would give its answer
// away, and one without its kernel doesn't move.
function above(node, explorer) {
  const notebook = node.closest(".jp-Notebook");
  return views()
    .filter(({ engine }) => engine.alive && engine.settings.explorer === explorer && !engine.awaited().length)
    .filter(({ view: { root } }) => root.closest(".jp-Notebook") === notebook && root.checkVisibility() && isBefore(root, node))
    .sort((one, other) => (isBefore(one.view.root, other.view.root) ? 1 : -1));
}

const isBefore = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);

// There the picture has the focus: its name and what it shows are read, and Tab leads on to its controls.
function goTo(root) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  root.scrollIntoView({ behavior: calm ? "instant" : "smooth", block: "start" });
  const picture = root.querySelector("canvas");
  picture.tabIndex = -1;
  picture.focus({ preventScroll: true });
}

// What stands between backticks is code.
function write(parent, text) {
  text.split("`").forEach((part, i) => (i % 2 ? make("code", "", parent, {}, part) : parent.append(part)));
}

export default { render };
