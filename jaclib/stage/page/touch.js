// Entries of a matrix and the lines of the picture that show them: touch one, and the other is lit. A spot is a line
// in the coordinates of its panel, with the cells of the read-outs that it belongs to and what there is to say of it.

import { make } from "./dom.js";
import { distance, onFigure } from "./numbers.js";
import { layersAt } from "./overlaps.js";

const REACH = 14; // CSS pixels from a line that still touch it

export function createTouch(figure, values, words) {
  const overlay = make("canvas", "jaclib-marks", figure, { "aria-hidden": "true" });
  let frame = null;
  let at = null; // where the pointer is, in CSS pixels of the figure
  let entry = null; // the entry that is pointed at, or has the focus: {name, row, column}
  let marked = false; // whether the overlay shows anything
  words.hidden = true;

  function draw(shown) {
    if (!shown.spots && !shown.overlaps) return;
    frame = { spots: [], overlaps: [], ...shown };
    words.hidden = false;
    for (const name of new Set(frame.spots.flatMap((spot) => Object.keys(spot.cells)))) equip(name);
    light();
  }

  const matrixOf = (name) => values.querySelector(`[data-name="${CSS.escape(name)}"]`);
  const cellOf = (matrix, row, column) => matrix.children[row]?.children[column];

  // A matrix whose entries can be touched is a grid: Tab leads to it, the arrow keys from entry to entry.
  function equip(name) {
    const matrix = matrixOf(name);
    if (!matrix || matrix.getAttribute("role") === "grid") return;
    matrix.setAttribute("role", "grid");
    matrix.classList.add("jaclib-touchable");
    [...matrix.children].forEach((line, row) => {
      line.setAttribute("role", "row");
      [...line.children].forEach((cell, column) => {
        cell.setAttribute("role", "gridcell");
        cell.tabIndex = row || column ? -1 : 0;
        const here = { name, row, column };
        cell.addEventListener("pointerenter", () => point(here));
        cell.addEventListener("pointerleave", () => point(focused()));
        cell.addEventListener("focus", () => { tell(cell, here); point(here); });
        cell.addEventListener("blur", () => { cell.removeAttribute("aria-label"); point(null); });
        cell.addEventListener("keydown", (event) => walk(event, matrix, here));
      });
    });
  }

  function focused() {
    const cell = values.contains(document.activeElement) && document.activeElement.closest("[role=gridcell]");
    if (!cell) return null;
    const line = cell.parentElement, matrix = line.parentElement;
    return { name: matrix.dataset.name, row: [...matrix.children].indexOf(line), column: [...line.children].indexOf(cell) };
  }

  function walk(event, matrix, { row, column }) {
    const way = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const next = cellOf(matrix, row + way[0], column + way[1]);
    if (!next) return;
    matrix.querySelectorAll("[role=gridcell]").forEach((cell) => { cell.tabIndex = cell === next ? 0 : -1; });
    next.focus();
  }

  function point(to) {
    entry = to;
    light();
  }

  const shows = (spot, { name, row, column }) => spot.cells[name]?.some(([i, j]) => i === row && j === column);
  const count = (spot) => Object.values(spot.cells).flat().length;

  // Points of a spot in CSS pixels of the figure; null where it has a gap.
  function onPage(spot) {
    const { width, height } = figure.getBoundingClientRect();
    return spot.path.map((point) => {
      if (!point) return null;
      const [left, top] = onFigure(frame.places[spot.panel], point);
      return [width * left, height * top];
    });
  }

  // The spot nearest to a place, the first of those that are equally near.
  function nearest(place) {
    let found = null, least = REACH;
    for (const spot of frame.spots) {
      const gap = distance(place, onPage(spot)) + (found ? 1 : 0);
      if (gap < least) [found, least] = [spot, gap];
    }
    return found;
  }

  function light() {
    if (!frame) return;
    const handle = figure.querySelector(".jaclib-handle:focus-visible");
    const place = at ?? (handle && middle(handle));
    const touched = !entry && place ? nearest(place) : null;
    const stroked = entry ? showing(entry) : [];
    lightCells(entry ? { [entry.name]: [[entry.row, entry.column]], ...stroked[0]?.cells } : touched?.cells ?? {});
    const said = (touched ?? stroked[0])?.words ?? (place && !entry ? layersHere(place) : "");
    if (words.textContent !== said) words.textContent = said;
    stroke(stroked);
  }

  function layersHere([left, top]) {
    const { width, height } = figure.getBoundingClientRect();
    return layersAt(frame.overlaps, frame.places, [left / width, top / height]);
  }

  // All that shows an entry; what shows least else comes first, and speaks.
  function showing(entry) {
    return frame.spots.filter((spot) => shows(spot, entry)).sort((one, other) => count(one) - count(other));
  }

  function middle(handle) {
    const [outer, inner] = [figure, handle].map((node) => node.getBoundingClientRect());
    return [inner.left + inner.width / 2 - outer.left, inner.top + inner.height / 2 - outer.top];
  }

  function lightCells(cells) {
    for (const cell of values.querySelectorAll(".jaclib-lit")) cell.classList.remove("jaclib-lit");
    for (const [name, places] of Object.entries(cells)) {
      const matrix = matrixOf(name);
      if (matrix) for (const [row, column] of places) cellOf(matrix, row, column)?.classList.add("jaclib-lit");
    }
  }

  // For those who hear the entries: the number, and what the picture shows of it.
  function tell(cell, here) {
    const said = showing(here)[0]?.words;
    const shown = cell.querySelector("math")?.getAttribute("aria-label") ?? cell.textContent.trim();
    cell.setAttribute("aria-label", `${shown}${said ? `, ${said}` : ""}`);
  }

  function stroke(spots) {
    if (!spots.length && !marked) return;
    marked = spots.length > 0;
    const { width, height } = figure.getBoundingClientRect();
    const ratio = devicePixelRatio;
    [overlay.width, overlay.height] = marked ? [width * ratio, height * ratio] : [1, 1];
    const pen = overlay.getContext("2d");
    pen.scale(ratio, ratio);
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = getComputedStyle(words).color;
    for (const spot of spots) {
      pen.globalAlpha = spot === spots[0] ? 0.5 : 0.2;
      pen.lineWidth = 9;
      pen.beginPath();
      let drawing = false;
      for (const place of onPage(spot)) {
        if (place) drawing ? pen.lineTo(...place) : pen.moveTo(...place);
        drawing = place !== null;
      }
      pen.stroke();
    }
  }

  const follow = (event) => {
    const { left, top } = figure.getBoundingClientRect();
    const drags = event.type === "pointermove" && event.buttons > 0; // that has other things to say
    at = drags ? null : [event.clientX - left, event.clientY - top];
    light();
  };
  for (const kind of ["pointermove", "pointerdown", "pointerup"]) figure.addEventListener(kind, follow);
  figure.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "mouse") return; // a finger that is lifted has touched, all the same
    at = null;
    light();
  });
  figure.addEventListener("focusin", light);
  figure.addEventListener("focusout", light);
  return { draw };
}
