// What grows and shrinks with its words makes what lies below it jump.

/**
 * Keeps each of the parts as high as it has been so far on a page of this width. Called when all is written: to measure
 * takes no time then, for the page is laid out once all the same.
 * @type {(parts: HTMLElement[]) => (width: number) => void}
 */
export function createSteady(parts) {
  const heights = new Map(); // width → the height of each part
  let last = NaN;
  return (width) => {
    const kept = heights.get(width) ?? parts.map(() => 0);
    const keep = (part, i) => { part.style.minHeight = `${kept[i]}px`; };
    if (width !== last) parts.forEach(keep);
    const seen = parts.map((part) => Math.ceil(part.getBoundingClientRect().height));
    parts.forEach((part, i) => {
      if (seen[i] <= kept[i]) return;
      kept[i] = seen[i];
      keep(part, i);
    });
    heights.set((last = width), kept);
  };
}
