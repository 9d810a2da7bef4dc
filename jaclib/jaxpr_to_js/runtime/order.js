// Order: a merge sort of places, stable, that makes no arrays.

/** Below 0 where x comes first, 0 where they are equal; NaN comes last. */
export function compared(x, y) {
  return x < y ? -1 : x > y ? 1 : +(x !== x) - +(y !== y);
}

/** The same, but −0 comes before 0. @param {number} x @param {number} y */
export function inOrder(x, y) {
  return compared(x, y) || (x === 0 && y === 0 ? +Object.is(y, -0) - +Object.is(x, -0) : 0);
}

/** Put the places 0, 1, … in order into an array; another of the same length is room to work in. */
export function ordered(order, spare, before) {
  const n = order.length, run = 8;
  for (let i = 0; i < n; i++) {
    let k = i;
    for (const first = i - i % run; k > first && before(i, order[k - 1]); k--) order[k] = order[k - 1];
    order[k] = i;
  }
  for (let width = run; width < n; width *= 2) {
    spare.set(order);
    for (let start = 0; start < n; start += 2 * width) {
      const middle = Math.min(start + width, n), end = Math.min(start + 2 * width, n);
      for (let k = start, i = start, j = middle; k < end; k++) {
        order[k] = i < middle && (j >= end || !before(spare[j], spare[i])) ? spare[i++] : spare[j++];
      }
    }
  }
}
