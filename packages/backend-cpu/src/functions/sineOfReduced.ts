import { functionCoefficients } from "@binade/backend";
import { f32FromBits } from "./f32FromBits.ts";

const sinPolynomial = functionCoefficients.sin.polynomial;
const s0 = f32FromBits(sinPolynomial[0]);
const s1 = f32FromBits(sinPolynomial[1]);
const s2 = f32FromBits(sinPolynomial[2]);
const cosPolynomial = functionCoefficients.cos.polynomial;
const c0 = f32FromBits(cosPolynomial[0]);
const c1 = f32FromBits(cosPolynomial[1]);
const c2 = f32FromBits(cosPolynomial[2]);

const f32 = Math.fround;

/** Sine of quadrant·π/2 + r for |r| ≤ π/4, by the polynomial of sine or cosine; only quadrant mod 4 counts. */
export function sineOfReduced(quadrant: number, r: number): number {
  const z = f32(r * r);
  let y: number;
  if ((quadrant & 1) === 0) {
    const p = f32(f32(f32(f32(s0 * z) + s1) * z) + s2);
    y = f32(f32(f32(p * z) * r) + r);
  } else {
    const p = f32(f32(f32(f32(c0 * z) + c1) * z) + c2);
    y = f32(f32(f32(f32(p * z) * z) - f32(0.5 * z)) + 1);
  }
  return (quadrant & 2) === 0 ? y : -y;
}
