// Numbers: what JAX means where JavaScript has no operation of its own.

export function square(x) {
  return x * x;
}

/** xⁿ by squaring, as XLA does it. @param {number} x @param {number} n */
export function wholePower(x, n) {
  let result = 1, factor = x;
  for (let k = Math.abs(n); k; k = Math.floor(k / 2)) {
    if (k % 2) result *= factor;
    factor *= factor;
  }
  return n < 0 ? 1 / result : result;
}

/** IEEE's power: 1 to any power is 1, also to NaN, and (−1)^±∞ is 1. @param {number} x @param {number} y */
export function power(x, y) {
  return x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : Math.pow(x, y);
}

/** @param {number} x */
export function roundAway(x) {
  return Math.abs(x) < 4503599627370496 ? Math.sign(x) * Math.floor(Math.abs(x) + (Math.abs(x) === 0.49999999999999994 ? 0 : 0.5)) : x;
}

/** @param {number} x */
export function roundEven(x) {
  if (!(Math.abs(x) < 4503599627370496)) return x;
  const size = Math.abs(x) + 4503599627370496 - 4503599627370496;
  return x < 0 || Object.is(x, -0) ? -size : size;
}

/** Whole numbers towards zero; −1 for a division by 0. @param {number} x @param {number} y */
export function quotient(x, y) {
  return y === 0 ? -1 : Math.trunc(x / y) + 0;
}

/** @param {number} x @param {number} y */
export function rest(x, y) {
  return y === 0 ? x : x % y + 0;
}

/** @param {bigint} x @param {bigint} y */
export function quotient64(x, y) {
  return y === 0n ? 18446744073709551615n : x / y;
}

/** @param {bigint} x @param {bigint} y */
export function rest64(x, y) {
  return y === 0n ? x : x % y;
}

/** Towards zero, between bounds; NaN is 0. @param {number} x @param {number} low @param {number} high */
export function toWhole(x, low, high) {
  return x !== x ? 0 : Math.min(Math.max(Math.trunc(x), low), high) + 0;
}

/** @param {number} x @param {number} n */
export function shiftLeft(x, n) {
  return n >>> 0 > 31 ? 0 : x << n;
}

/** @param {number} x @param {number} n */
export function shiftRight(x, n) {
  return n >>> 0 > 31 ? 0 : x >>> n;
}

/** @param {bigint} x @param {bigint} n */
export function shiftLeft64(x, n) {
  return BigInt.asUintN(64, n) > 63n ? 0n : BigInt.asUintN(64, x << n);
}

/** @param {bigint} x @param {bigint} n */
export function shiftRight64(x, n) {
  return BigInt.asUintN(64, n) > 63n ? 0n : BigInt.asUintN(64, x) >> n;
}

/** Bit by bit, of whole numbers to 2^53. @param {number} x @param {number} y @param {function(bigint, bigint): bigint} how */
export function byBits(x, y, how) {
  return Number(BigInt.asIntN(64, how(BigInt(x), BigInt(y))));
}

export const bits64 = new BigUint64Array(1);
export const float64 = new Float64Array(bits64.buffer);

/** @param {bigint} bits */
export function toFloat(bits) {
  bits64[0] = bits;
  return float64[0];
}

/** @param {number} x */
export function toBits(x) {
  float64[0] = x;
  return bits64[0];
}

/** The next float64 after x towards y. @param {number} x @param {number} y */
export function nextAfter(x, y) {
  if (x !== x || y !== y) return NaN;
  if (x === y) return y;
  if (x === 0) return y > 0 ? 5e-324 : -5e-324;
  return toFloat(toBits(x) + (x < y === x > 0 ? 1n : -1n));
}

/** A place between 0 and the last one. @param {number} place @param {number} last */
export function within(place, last) {
  return place < 0 ? 0 : place > last ? last : place;
}
