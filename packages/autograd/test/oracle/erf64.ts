/** Error function in doubles: 2x/√π · e^−x² · Σ (2x²)^n ÷ (1·3·5 … (2n + 1)), all terms positive. */
export function erf64(x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 2 ** -54; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * x * Math.exp(-x * x) * sum;
}
