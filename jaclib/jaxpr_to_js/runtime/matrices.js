// Factors of matrices: each is row by row in an array, from a place on.

/** P A = L U in place, the largest entry of a column as its pivot. */
export function luFactors(A, a, pivots, p, order, o, m, n) {
  for (let j = 0; j < Math.min(m, n); j++) {
    let best = j;
    for (let i = j + 1; i < m; i++) if (Math.abs(A[a + i * n + j]) > Math.abs(A[a + best * n + j])) best = i;
    pivots[p + j] = best;
    for (let k = 0; k < n && best !== j; k++) {
      const kept = A[a + j * n + k];
      A[a + j * n + k] = A[a + best * n + k];
      A[a + best * n + k] = kept;
    }
    const pivot = A[a + j * n + j];
    for (let i = j + 1; i < m; i++) {
      const factor = pivot === 0 ? A[a + i * n + j] : A[a + i * n + j] /= pivot;
      for (let k = j + 1; k < n; k++) A[a + i * n + k] -= factor * A[a + j * n + k];
    }
  }
  exchanged(pivots, p, order, o, Math.min(m, n), m);
}

/** The rows' new order after n exchanges of two. */
export function exchanged(pivots, p, order, o, n, m) {
  for (let i = 0; i < m; i++) order[o + i] = i;
  for (let j = 0; j < n; j++) {
    const kept = order[o + j], other = o + pivots[p + j];
    order[o + j] = order[other];
    order[other] = kept;
  }
}

/** T X = B, B in place, for a triangular T; of ones on its diagonal if `unit`. */
export function triangular(T, t, B, b, n, columns, lower, unit) {
  for (let step = 0; step < n; step++) {
    const i = lower ? step : n - 1 - step;
    for (let k = 0; k < columns; k++) {
      let sum = B[b + i * columns + k];
      for (let j = lower ? 0 : i + 1; j < (lower ? i : n); j++) sum -= T[t + i * n + j] * B[b + j * columns + k];
      B[b + i * columns + k] = unit ? sum : sum / T[t + i * n + i];
    }
  }
}

/** A = L Lᵀ in place; all NaN where A isn't positive definite. */
export function choleskyFactor(A, a, n) {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = A[a + i * n + j];
      for (let k = 0; k < j; k++) sum -= A[a + i * n + k] * A[a + j * n + k];
      if (i === j && !(sum > 0)) return A.fill(NaN, a, a + n * n);
      A[a + i * n + j] = i === j ? Math.sqrt(sum) : sum / A[a + j * n + j];
    }
    A.fill(0, a + i * n + i + 1, a + i * n + n);
  }
}

/** The larger and the smaller eigenvalue of [[p, q], [q, r]], and the first one's direction; as LAPACK's dlaev2. */
export function eigenOfTwo(p, q, r, found) {
  const sum = p + r, gap = p - r, root = Math.hypot(gap, 2 * q), up = gap >= 0;
  const [large, small] = Math.abs(p) > Math.abs(r) ? [p, r] : [r, p];
  const first = sum < 0 ? (sum - root) / 2 : sum > 0 ? (sum + root) / 2 : root / 2;
  const second = sum === 0 ? -root / 2 : large / first * small - q / first * q;
  const c = gap + (up ? root : -root);
  let sine = 0, cosine = 1;
  if (Math.abs(c) > Math.abs(2 * q)) {
    const t = -2 * q / c;
    sine = 1 / Math.sqrt(1 + t * t);
    cosine = t * sine;
  } else if (q !== 0) {
    const t = -c / (2 * q);
    cosine = 1 / Math.sqrt(1 + t * t);
    sine = t * cosine;
  }
  if (sum < 0 !== up) [cosine, sine] = [-sine, cosine];
  found[0] = first;
  found[1] = second;
  found[2] = cosine;
  found[3] = sine;
}

export const four = new Float64Array(4);

/** Eigenvectors in columns, eigenvalues from the smallest on, of the symmetric matrix whose lower half is given. */
export function eigen(A, a, V, v, values, w, n) {
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) V[v + i * n + j] = +(i === j);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) A[a + j * n + i] = A[a + i * n + j];
  const unknown = !A.subarray(a, a + n * n).every(Number.isFinite);
  if (n === 2 && !unknown) twoEigen(A, a, V, v);
  else turnedToDiagonal(A, a, V, v, n);
  for (let i = 0; i < n; i++) values[w + i] = A[a + i * n + i];
  for (let i = 0; i < n; i++) {
    let best = i;
    for (let j = i + 1; j < n; j++) if (values[w + j] < values[w + best]) best = j;
    if (best !== i) exchangedColumns(V, v, values, w, n, n, i, best);
  }
  if (unknown) [V.subarray(v, v + n * n), values.subarray(w, w + n)].forEach((each) => each.fill(NaN));
}

/** Two columns of a matrix change places, and two values. */
export function exchangedColumns(V, v, values, w, m, n, i, j) {
  [values[w + i], values[w + j]] = [values[w + j], values[w + i]];
  for (let k = 0; k < m; k++) [V[v + k * n + i], V[v + k * n + j]] = [V[v + k * n + j], V[v + k * n + i]];
}

/** Of 2×2 with the signs that LAPACK's dsteqr gives: it goes to the smaller end of the diagonal. */
export function twoEigen(A, a, V, v) {
  const [p, q, r] = [A[a], A[a + 2], A[a + 3]];
  if (Math.abs(q) <= Math.sqrt(Math.abs(p)) * Math.sqrt(Math.abs(r)) * 1.1102230246251565e-16) return;
  eigenOfTwo(p, q, r, four);
  A[a] = four[0];
  A[a + 3] = four[1];
  V[v] = V[v + 3] = four[2];
  V[v + 1] = -four[3];
  V[v + 2] = four[3];
}

/** Jacobi's rotations, until all beside the diagonal is 0. */
export function turnedToDiagonal(A, a, V, v, n) {
  for (let sweep = 0, off = 1; sweep < 60 && off > 0; sweep++) {
    off = 0;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const x = A[a + p * n + q], d = A[a + p * n + p], e = A[a + q * n + q];
        if (Math.abs(x) <= 1e-17 * Math.sqrt(Math.abs(d * e)) || Math.abs(x) < 1e-300) continue;
        off += Math.abs(x);
        rotated(A, a, V, v, n, p, q, tangent(d, e, x));
      }
    }
  }
}

/** The tangent of the smaller angle that brings x, beside p and q on the diagonal, to 0. */
export function tangent(p, q, x) {
  const theta = (q - p) / (2 * x);
  return (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(1, theta));
}

/** Two lines of count numbers, which begin at i and at j and go on by step, turned into one another. */
export function turned(A, i, j, step, count, c, s) {
  for (let k = 0; k < count; k++, i += step, j += step) {
    const x = A[i], y = A[j];
    A[i] = c * x - s * y;
    A[j] = s * x + c * y;
  }
}

/** One of Jacobi's rotations, by the angle whose tangent is t. */
export function rotated(A, a, V, v, n, p, q, t) {
  const c = 1 / Math.hypot(1, t), s = t * c;
  turned(A, a + p, a + q, n, n, c, s);
  turned(A, a + p * n, a + q * n, 1, n, c, s);
  turned(V, v + p, v + q, n, n, c, s);
  A[a + p * n + q] = A[a + q * n + p] = 0;
}
