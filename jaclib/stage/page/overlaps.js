// How many layers lie over one another at a place of the picture.

import { inPanel, share } from "./numbers.js";

/**
 * @typedef {{panel: number, xlim: [number, number], ylim: [number, number], columns: number, rows: number[][][]}} Overlaps
 *   a lattice from its first place to its last; each row has [column, layers] from where on there are so many
 */

/** @type {(overlaps: Overlaps[], places: import("./numbers.js").Place[], at: [number, number]) => string} at in fractions of the figure */
export function layersAt(overlaps, places, at) {
  for (const { panel, xlim, ylim, columns, rows } of overlaps) {
    const [x, y] = inPanel(places[panel], at);
    const column = Math.round(share(xlim, x) * (columns - 1));
    const row = rows[Math.round(share(ylim, y) * (rows.length - 1))];
    const layers = (column < columns && row?.findLast(([start]) => start <= column)?.[1]) || 0;
    if (layers) return layers > 1 ? `${layers} layers lie here` : "1 layer lies here";
  }
  return "";
}
