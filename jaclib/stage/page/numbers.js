// Numbers, spans of them, and places on a figure.

/**
 * @typedef {[number, number]} Pair
 * @typedef {{box: [number, number, number, number], xlim: Pair, ylim: Pair, covered?: boolean}} Place a panel: its
 *   left, top, right and bottom in fractions of the figure, from above, the numbers at its sides, whether it is covered
 */

/** @type {(value: any, digits?: number) => any} a number without what rounding left of it; all else as it is */
export const tidy = (value, digits = 12) => (typeof value === "number" ? Number(value.toPrecision(digits)) : value);
/** @type {(value: number, low: number, high: number) => number} */
export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
/** @type {(span: Pair, part: number) => number} */
export const along = ([low, high], part) => low + part * (high - low);
/** @type {(span: Pair, x: number) => number} */
export const share = ([low, high], x) => (x - low) / (high - low);

/** @type {(values: number[], value: number) => number} the index of the nearest */
export function nearest(values, value) {
  const gaps = values.map((it) => Math.abs(it - value));
  return gaps.indexOf(Math.min(...gaps));
}

/** @type {(text: string) => number} 0.5, 0,5, −2, 1/3, 1e-3 or 3π/4; NaN for anything else */
export function numeric(text) {
  const [above, below = "1", ...more] = text.replaceAll("−", "-").replaceAll(",", ".").split("/");
  const value = more.length ? NaN : timesPi(above) / timesPi(below);
  return Number.isFinite(value) ? value : NaN;
}

// A number, π, or a number times π.
function timesPi(text) {
  const [, factor, pi] = text.trim().match(/^(.*?)\s*\*?\s*(π|pi)?$/i);
  if (!pi) return factor ? Number(factor) : NaN;
  return Math.PI * (/^[+-]?$/.test(factor) ? Number(`${factor}1`) : Number(factor));
}

/** @type {(place: Place, point: Pair) => Pair} from a panel's units to fractions of the figure, from above */
export const onFigure = ({ box: [left, top, right, bottom], xlim, ylim }, [x, y]) => [
  left + share(xlim, x) * (right - left),
  bottom - share(ylim, y) * (bottom - top),
];

/** @type {(place: Place, point: Pair) => Pair} … and back */
export const inPanel = ({ box: [left, top, right, bottom], xlim, ylim }, [u, v]) => [
  along(xlim, (u - left) / (right - left)),
  along(ylim, (bottom - v) / (bottom - top)),
];

/** @type {(place: Place, point: Pair) => boolean} whether it is, in fractions of the figure, on the panel */
export const isIn = ({ box: [left, top, right, bottom] }, [u, v]) => left <= u && u <= right && top <= v && v <= bottom;

/** @type {(event: {clientX: number, clientY: number}, frame: DOMRect) => Pair} the pointer in fractions of an element */
export const pointed = ({ clientX, clientY }, { left, top, width, height }) => [
  (clientX - left) / width,
  (clientY - top) / height,
];

/** @type {(point: Pair, line: (Pair | null)[]) => number} from a point to a line, or to a dot if it has one point only */
export function distance([x, y], line) {
  let least = Infinity;
  line.forEach((end, i) => {
    if (!end) return;
    const start = line[i - 1] ?? end;
    const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
    const t = clamp(((x - start[0]) * dx + (y - start[1]) * dy) / (dx * dx + dy * dy || 1), 0, 1);
    least = Math.min(least, Math.hypot(start[0] + t * dx - x, start[1] + t * dy - y));
  });
  return least;
}

// The steps of a slider: where step k is, which is nearest to a value, and which is the last.
export function scale({ kind, lo, hi, steps, every }) {
  if (kind === "whole")
    return { last: Math.floor((hi - lo) / every), at: (k) => lo + k * every, nearest: (value) => Math.round((value - lo) / every) };
  const log = kind === "log_slider";
  const [low, high] = log ? [Math.log10(lo), Math.log10(hi)] : [lo, hi];
  const place = (k) => low + (k * (high - low)) / steps;
  return {
    last: steps,
    at: (k) => clamp(log ? tidy(10 ** place(k), 3) : tidy(place(k)), lo, hi),
    nearest: (value) => Math.round((((log ? Math.log10(value) : value) - low) / (high - low)) * steps),
  };
}
