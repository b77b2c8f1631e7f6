import { pack } from "../codes/pack.ts";
import { isZero } from "../codes/specials.ts";
import { unpack } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import { magnitude } from "../rounding/magnitude.ts";

/**
 * How many steps to the next number lead from one code to the other, in either direction; a bigint where codes are.
 *
 * −0 and +0 are the same number, so that −0 and the least subnormal are one step apart, and ∞ is the step after the
 * largest finite number. Accuracy: exact.
 *
 * @throws RangeError when either code is a NaN, which lies nowhere.
 * @see IEEE 754-2019 §5.3.1 (nextUp, whose steps are counted).
 * @example
 * import { FP16, ulpDistance } from "@binade/softfloat";
 *
 * ulpDistance(FP16, 0x3c00, 0x3c03); // 3
 * ulpDistance(FP16, 0x8001, 0x0001); // 2
 */
export function ulpDistance<C extends Code>(format: Format<C>, a: NoInfer<C>, b: NoInfer<C>): C {
  const difference = stepsFromZero(format, a) - stepsFromZero(format, b);
  return pack(format, false, difference < 0n ? -difference : difference);
}

function stepsFromZero<C extends Code>(format: Format<C>, code: C): bigint {
  const x = unpack(format, code);
  if (x.kind === "quietNaN" || x.kind === "signalingNaN") {
    throw new RangeError(`ulpDistance: two numbers expected, got the NaN 0x${code.toString(16)} of ${format.name}`);
  }
  if (isZero(x)) return 0n;
  const absent = format.hasSubnormals || !format.hasZero ? 0n : (1n << BigInt(format.precision - 1)) - 1n;
  const steps = magnitude(format, code) - absent;
  return x.isNegative ? -steps : steps;
}
