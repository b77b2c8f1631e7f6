import { functionCoefficients } from "@binade/backend";
import { f32FromBits } from "./f32FromBits.ts";

const { polynomial } = functionCoefficients.log;
const c0 = f32FromBits(polynomial[0]);
const c1 = f32FromBits(polynomial[1]);
const c2 = f32FromBits(polynomial[2]);
const c3 = f32FromBits(polynomial[3]);
const c4 = f32FromBits(polynomial[4]);
const c5 = f32FromBits(polynomial[5]);
const c6 = f32FromBits(polynomial[6]);
const c7 = f32FromBits(polynomial[7]);
const c8 = f32FromBits(polynomial[8]);

const f32 = Math.fround;

/** (log(1 + g) − g + g²/2) ÷ g³ for √½ ≤ 1 + g < √2, which log and log1p share. */
export function logPolynomial(g: number): number {
  let p = f32(f32(c0 * g) + c1);
  p = f32(f32(p * g) + c2);
  p = f32(f32(p * g) + c3);
  p = f32(f32(p * g) + c4);
  p = f32(f32(p * g) + c5);
  p = f32(f32(p * g) + c6);
  p = f32(f32(p * g) + c7);
  return f32(f32(p * g) + c8);
}
