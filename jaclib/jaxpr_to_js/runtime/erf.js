// The error function, by the rational approximations of fdlibm (Sun Microsystems, 1993), and its inverse.

import { toBits, toFloat } from "./numbers.js";

/** @param {number} x @param {number[]} coefficients from the constant on */
export function polynomial(x, coefficients) {
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) sum = sum * x + coefficients[k];
  return sum;
}

export const erfSmall = [[1.28379167095512558561e-01, -3.25042107247001499370e-01, -2.84817495755985104766e-02, -5.77027029648944159157e-03, -2.37630166566501626084e-05], [1, 3.97917223959155352819e-01, 6.50222499887672944485e-02, 5.08130628187576562776e-03, 1.32494738004321644526e-04, -3.96022827877536812320e-06]];
export const erfNearOne = [[-2.36211856075265944077e-03, 4.14856118683748331666e-01, -3.72207876035701323847e-01, 3.18346619901161753674e-01, -1.10894694282396677476e-01, 3.54783043256182359371e-02, -2.16637559486879084300e-03], [1, 1.06420880400844228286e-01, 5.40397917702171048937e-01, 7.18286544141962662868e-02, 1.26171219808761642112e-01, 1.36370839120290507362e-02, 1.19844998467991074170e-02]];
export const erfMiddle = [[-9.86494403484714822705e-03, -6.93858572707181764372e-01, -1.05586262253232909814e+01, -6.23753324503260060396e+01, -1.62396669462573470355e+02, -1.84605092906711035994e+02, -8.12874355063065934246e+01, -9.81432934416914548592e+00], [1, 1.96512716674392571292e+01, 1.37657754143519042600e+02, 4.34565877475229228821e+02, 6.45387271733267880336e+02, 4.29008140027567833386e+02, 1.08635005541779435134e+02, 6.57024977031928170135e+00, -6.04244152148580987438e-02]];
export const erfFar = [[-9.86494292470009928597e-03, -7.99283237680523006574e-01, -1.77579549177547519889e+01, -1.60636384855821916062e+02, -6.37566443368389627722e+02, -1.02509513161107724954e+03, -4.83519191608651397019e+02], [1, 3.03380607434824582924e+01, 3.25792512996573918826e+02, 1.53672958608443695994e+03, 3.19985821950859553908e+03, 2.55305040643316442583e+03, 4.74528541206955367215e+02, -2.24409524465858183362e+01]];

/** @param {number} x */
export function erf(x) {
  const z = Math.abs(x);
  if (!(z >= 0.84375)) return x + x * polynomial(x * x, erfSmall[0]) / polynomial(x * x, erfSmall[1]);
  return Math.sign(x) * (1 - erfc(z));
}

/** @param {number} x */
export function erfc(x) {
  const z = Math.abs(x);
  if (!(z >= 0.84375)) return 1 - erf(x);
  if (x < 0) return 2 - erfc(z);
  if (z < 1.25) return 1 - 8.45062911510467529297e-01 - polynomial(z - 1, erfNearOne[0]) / polynomial(z - 1, erfNearOne[1]);
  if (z > 27.3) return 0;
  const [above, below] = z < 1 / 0.35 ? erfMiddle : erfFar, s = 1 / (z * z);
  const high = toFloat(toBits(z) & 0xFFFFFFFF00000000n); // so that its square is exact
  return Math.exp(-high * high - 0.5625) * Math.exp((high - z) * (high + z) + polynomial(s, above) / polynomial(s, below)) / z;
}

/** The x with erf x = y: Winitzki's formula, then Newton's steps. @param {number} y */
export function erfInverse(y) {
  const size = Math.abs(y);
  if (!(size < 1)) return size === 1 ? y * Infinity : NaN;
  if (size < 1e-8) return y * 0.886226925452758;
  const log = Math.log1p(-size * size), middle = 4.330746750799873 + log / 2;
  let x = Math.sqrt(Math.sqrt(middle * middle - log / 0.147) - middle);
  for (let k = 0; k < 4; k++) {
    const error = size < 0.5 ? erf(x) - size : 1 - size - erfc(x);
    const step = error * 0.886226925452758 * Math.exp(x * x);
    x -= step / (1 + x * step);
  }
  return Math.sign(y) * x;
}
