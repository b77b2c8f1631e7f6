const f32Infinity = 0x7f800000;

/** The roundings that PTX has for TF32: `.rn`, `.rna` and `.rz`. */
export type Tf32Rounding = "roundTiesToEven" | "roundTiesToAway" | "roundTowardZero";

/** What to add to a word before its lower 13 digits are dropped; a carry runs into the exponent. */
const addends: Record<Tf32Rounding, (bits: number) => number> = {
  roundTiesToEven: (bits) => 0xfff + ((bits >>> 13) & 1),
  roundTiesToAway: () => 0x1000,
  roundTowardZero: () => 0,
};

/**
 * A binary32 code rounded to a TF32 code of 19 bits; integer-only. A register holds the code as `code << 13`.
 *
 * Any NaN gives 0x3fe00. ±∞ and ±0 keep their sign; subnormals are kept. `cvt.rn.tf32.f32` is the default,
 * `cvt.rna.tf32.f32` is `"roundTiesToAway"`, and a matrix unit that reads an unconverted word, of which it takes the upper
 * 19 bits, sees what `"roundTowardZero"` gives (but ∞ for a NaN whose upper bits are those of ∞).
 * Accuracy: correctly rounded.
 *
 * @see NVIDIA, “Parallel Thread Execution ISA”, `cvt` and alternate floating-point data formats.
 * @example
 * import { f32ToTf32 } from "@binade/softfloat";
 *
 * f32ToTf32(0x44801000); // 0x22400
 * f32ToTf32(0x44801000, "roundTiesToAway"); // 0x22401
 */
export function f32ToTf32(bits: number, rounding: Tf32Rounding = "roundTiesToEven"): number {
  if ((bits & 0x7fffffff) > f32Infinity) return 0x3fe00;
  return (bits + addends[rounding](bits)) >>> 13;
}
