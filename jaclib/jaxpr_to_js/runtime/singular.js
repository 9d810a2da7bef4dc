// Singular values: of 2×2 as LAPACK finds them, so that signs agree; of others by Jacobi's rotations of the columns.

import { exchangedColumns, tangent, turned } from "./matrices.js";

/** A = U diag(values) W for A with m ≥ n: U by columns (m × n), W by rows (n × n). A is lost. */
export function singular(A, a, values, s, U, u, W, w, m, n) {
  const unknown = !A.subarray(a, a + m * n).every(Number.isFinite);
  if (m === 2 && n === 2 && !unknown) singularOfTwo(A, a, values, s, U, u, W, w);
  else if (!unknown) singularOfMany(A, a, values, s, U, u, W, w, m, n);
  else {
    values.fill(NaN, s, s + n);
    U.fill(NaN, u, u + m * n);
    W.fill(NaN, w, w + n * n);
  }
}

export function singularOfMany(A, a, values, s, U, u, W, w, m, n) {
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) W[w + i * n + j] = +(i === j);
  for (let sweep = 0, moved = true; sweep < 60 && moved; sweep++) {
    moved = false;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) moved = madeOrthogonal(A, a, W, w, m, n, p, q) || moved;
  }
  for (let j = 0; j < n; j++) {
    let length = 0;
    for (let i = 0; i < m; i++) length = Math.hypot(length, A[a + i * n + j]);
    values[s + j] = length;
  }
  for (let i = 0; i < n; i++) {
    let best = i;
    for (let j = i + 1; j < n; j++) if (values[s + j] > values[s + best]) best = j;
    if (best === i) continue;
    exchangedColumns(A, a, values, s, m, n, i, best);
    for (let k = 0; k < n; k++) [W[w + i * n + k], W[w + best * n + k]] = [W[w + best * n + k], W[w + i * n + k]];
  }
  for (let j = 0; j < n; j++) unitColumn(A, a, U, u, m, n, j, values[s + j], values[s]);
}

/** Turn two columns until they are at right angles; whether they had to be turned. */
export function madeOrthogonal(A, a, W, w, m, n, p, q) {
  let pp = 0, qq = 0, pq = 0;
  for (let k = 0; k < m; k++) {
    const x = A[a + k * n + p], y = A[a + k * n + q];
    pp += x * x;
    qq += y * y;
    pq += x * y;
  }
  if (pq === 0 || Math.abs(pq) <= 1e-16 * Math.sqrt(pp * qq)) return false;
  const t = tangent(pp, qq, pq), c = 1 / Math.hypot(1, t), r = t * c;
  turned(A, a + p, a + q, n, m, c, r);
  turned(W, w + p * n, w + q * n, 1, n, c, r);
  return true;
}

/** Column j of U: that of A at length 1, or where that is 0 any at right angles to those before it. */
export function unitColumn(A, a, U, u, m, n, j, length, longest) {
  if (length > longest * 1e-15) {
    for (let i = 0; i < m; i++) U[u + i * n + j] = A[a + i * n + j] / length;
    return;
  }
  for (let axis = 0; axis < m; axis++) {
    for (let i = 0; i < m; i++) U[u + i * n + j] = +(i === axis);
    let rest = 0;
    for (let again = 0; again < 2; again++) {
      for (let k = 0; k < j; k++) {
        let along = 0;
        for (let i = 0; i < m; i++) along += U[u + i * n + k] * U[u + i * n + j];
        for (let i = 0; i < m; i++) U[u + i * n + j] -= along * U[u + i * n + k];
      }
      rest = 0;
      for (let i = 0; i < m; i++) rest = Math.hypot(rest, U[u + i * n + j]);
    }
    for (let i = 0; i < m; i++) U[u + i * n + j] /= rest;
    if (rest * rest * m > 0.5) return;
  }
}

/** LAPACK's way for 2×2: one reflection makes A upper triangular (dgebrd), then dlasv2. */
export function singularOfTwo(A, a, values, s, U, u, W, w) {
  let d = A[a], e = A[a + 1], h = A[a + 3], tau = 0, below = 0;
  if (A[a + 2] !== 0) {
    const beta = -(d < 0 || Object.is(d, -0) ? -1 : 1) * Math.hypot(d, A[a + 2]);
    tau = (beta - d) / beta;
    below = A[a + 2] / (d - beta);
    const along = tau * (e + below * h);
    d = beta;
    e -= along;
    h -= below * along;
  }
  const least = Math.abs(h) * (Math.abs(d) / (Math.abs(d) + Math.abs(e)));
  const found = Math.abs(e) <= 1.0951e-14 * Math.min(Math.abs(d), least) / Math.SQRT2 ? [d, h, 0, 1, 0, 1] : triangleOfTwo(d, e, h);
  const [larger, smaller, sinRight, cosRight, sinLeft, cosLeft] = found;
  const columns = [[cosLeft, sinLeft, larger, cosRight, sinRight], [-sinLeft, cosLeft, smaller, -sinRight, cosRight]];
  if (Math.abs(smaller) > Math.abs(larger)) columns.reverse();
  columns.forEach(([x, y, value, right, other], j) => {
    const along = tau * (x + below * y), sign = value < 0 ? -1 : 1;
    values[s + j] = Math.abs(value);
    U[u + j] = x - along;
    U[u + 2 + j] = y - below * along;
    W[w + 2 * j] = sign * right;
    W[w + 2 * j + 1] = sign * other;
  });
}

/** LAPACK's dlasv2: of [[f, g], [0, h]] both singular values, with signs, and the sines and cosines of the turns. */
export function triangleOfTwo(f, g, h) {
  const sign = (x, y) => y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x);
  const swap = Math.abs(h) > Math.abs(f), ft = swap ? h : f, ht = swap ? f : h;
  const fa = Math.abs(ft), ha = Math.abs(ht), ga = Math.abs(g);
  let largest = swap ? 3 : 1, small = ha, large = fa, cl = 1, cr = 1, sl = 0, sr = 0;
  if (ga !== 0) {
    let regular = true;
    if (ga > fa) {
      largest = 2;
      if (fa / ga < 1.1102230246251565e-16) {
        regular = false;
        large = ga;
        small = ha > 1 ? fa / (ga / ha) : fa / ga * ha;
        sl = ht / g;
        sr = 1;
        cr = ft / g;
      }
    }
    if (regular) {
      const d = fa - ha, l = d === fa ? 1 : d / fa, q = g / ft, t0 = 2 - l;
      const s = Math.sqrt(t0 * t0 + q * q), r = l === 0 ? Math.abs(q) : Math.sqrt(l * l + q * q), half = (s + r) / 2;
      small = ha / half;
      large = fa * half;
      const t = q * q === 0
        ? l === 0 ? sign(2, ft) * sign(1, g) : g / sign(d, ft) + q / t0
        : (q / (s + t0) + q / (r + l)) * (1 + half);
      const length = Math.sqrt(t * t + 4);
      cr = 2 / length;
      sr = t / length;
      cl = (cr + sr * q) / half;
      sl = ht / ft * sr / half;
    }
  }
  const [sinLeft, cosLeft, sinRight, cosRight] = swap ? [cr, sr, cl, sl] : [sl, cl, sr, cr];
  const signs = largest === 3 ? sign(1, sinRight) * sign(1, sinLeft) * sign(1, h) : largest === 1
    ? sign(1, cosRight) * sign(1, cosLeft) * sign(1, f)
    : sign(1, sinRight) * sign(1, cosLeft) * sign(1, g);
  return [sign(large, signs), sign(small, signs * sign(1, f) * sign(1, h)), sinRight, cosRight, sinLeft, cosLeft];
}
