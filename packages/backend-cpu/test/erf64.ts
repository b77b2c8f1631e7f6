/**
 * Error function in binary64, to about 2^-50 of its value: the reference of erf and gelu, since `Math` has none.
 * erf(x) = 2x/√π · e^−x² · Σ (2x²)^n ÷ (1·3·5 … (2n + 1)), all terms positive.
 *
 * @see NIST Digital Library of Mathematical Functions, §7.6.2.
 */
export function erf64(x: number): number {
  const a = Math.abs(x);
  if (a > 6) return x > 0 ? 1 : -1; // 1 − erf(6) is below 2^-55
  const twice = 2 * a * a;
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 2 ** -54; n++) {
    term *= twice / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * x * Math.exp(-a * a) * sum;
}
