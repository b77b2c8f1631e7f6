import { functionCoefficients } from "@binade/backend";
import type { Arithmetic } from "../arithmetic.ts";
import type { Word } from "../specTensor.ts";
import { half, horner, infinity, isZero, nan, negativeInfinity, one, valueOf32, wordOf } from "./words.ts";

const c = functionCoefficients.log;
const upscaleExponent = 25;

/** N15, functionCoefficients.log. */
export function log(x: Word, arithmetic: Arithmetic): Word {
  const { sub, mul } = arithmetic;
  if (arithmetic.isNaN(x)) return x;
  if (isZero(x)) return negativeInfinity;
  if (valueOf32(x) < 0) return nan;
  if (x === infinity) return x;
  const isSubnormal = x < c.leastNormal;
  const normal = isSubnormal ? mul(x, c.upscale) : x;
  const e = (normal - c.sqrtHalf) >> 23;
  const k = isSubnormal ? e - upscaleExponent : e;
  const g = sub((normal - (e << 23)) >>> 0, one);
  return assemble(g, k, mul(wordOf(k), c.ln2Low), arithmetic);
}

/** N15, functionCoefficients.log, the second algorithm. */
export function log1p(x: Word, arithmetic: Arithmetic): Word {
  const { add, sub, mul, div } = arithmetic;
  if (arithmetic.isNaN(x)) return x;
  if (valueOf32(x) < -1) return nan;
  if (valueOf32(x) === -1) return negativeInfinity;
  if (isZero(x) || x === infinity) return x;
  const u = add(one, x);
  const k = (u - c.sqrtHalf) >> 23;
  const lost = valueOf32(x) < 1 ? sub(x, sub(u, one)) : sub(one, sub(u, x));
  const [g, correction] = k === 0 ? [x, 0] : [sub((u - (k << 23)) >>> 0, one), div(lost, u)];
  return assemble(g, k, add(mul(wordOf(k), c.ln2Low), correction), arithmetic);
}

/** `y = ((((P(g) · g) · z) + low) − (½ · z))`, then `((g + y) + (k · ln2High))`, with `z = (g · g)`. */
function assemble(g: Word, k: number, low: Word, arithmetic: Arithmetic): Word {
  const { add, sub, mul, multiplyAdd } = arithmetic;
  const z = mul(g, g);
  const y = sub(multiplyAdd(mul(horner(c.polynomial, g, arithmetic), g), z, low), mul(half, z));
  return multiplyAdd(wordOf(k), c.ln2High, add(g, y));
}
