// Point at an entry of a matrix, or at a wire between neurons, and the control has its number; at nothing, 0.

import { distance, inPanel, pointed } from "./numbers.js";

const ON_WIRE = 6; // CSS pixels from a wire

export function createPicks(engine, figure, name) {
  let frame = null;
  const follow = (event) => {
    if (!frame || event.buttons > (event.type === "pointerdown" ? 1 : 0) || event.target.closest("[role=slider]")) return;
    const grips = frame.grips[name];
    if (frame.places[grips.panel].covered) return;
    const number = hit(grips, inPanel(frame.places[grips.panel], pointed(event, figure.getBoundingClientRect())));
    // what was pointed at stays, until something else is, or nothing is clicked
    if (number !== engine.state()[name] && (number || event.type === "pointerdown")) engine.put(name, number);
  };
  for (const kind of ["pointermove", "pointerdown"]) figure.addEventListener(kind, follow);
  return { place(now) { frame = now; } };
}

/**
 * @typedef {import("./numbers.js").Pair} Pair
 *
 * The number of what is at a place of the panel, or 0: a grid begins with the number of its first entry, its upper left
 * corner, its rows and columns as they are drawn, and the sides of a cell; where it is turned its numbers go down.
 * Wires begin with the number of the first, which leads from the first start to the first end.
 * @type {(grips: {grids: number[][], wires: [number, Pair[], Pair[]][], turned: boolean}, place: Pair) => number}
 */
export function hit({ grids, wires, turned }, [x, y]) {
  for (const [first, left, top, rows, columns, wide, high] of grids) {
    const [i, j] = [Math.floor((top - y) / high), Math.floor((x - left) / wide)];
    if (i >= 0 && j >= 0 && i < rows && j < columns) return first + (turned ? j * rows + i : i * columns + j);
  }
  let found = 0, least = ON_WIRE;
  for (const [first, starts, ends] of wires)
    ends.forEach((end, i) => starts.forEach((start, j) => {
      const gap = distance([x, y], [start, end]);
      if (gap < least) [found, least] = [first + i * starts.length + j, gap];
    }));
  return found;
}
