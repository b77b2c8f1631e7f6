import type { RoundingOptions } from "../rounding/roundingOptions.ts";

/**
 * Conventions for what the standards leave open, as options to spread: what overflow gives in a format without infinity,
 * and what becomes of a NaN.
 *
 * | preset | overflow and ±∞ | NaN | NaN into fp6, fp4 |
 * |---|---|---|---|
 * | `ieee` | ∞; without one, NaN with the sign; without that, the largest finite number | canonical | largest finite number |
 * | `ocp` | largest finite number, the “saturating” conversions of OFP8 and MX | canonical | largest finite number |
 * | `nvidia` | largest finite number (PTX `.satfinite`) | canonical | largest finite number |
 * | `ml_dtypes` | as `ieee` | canonical, sign kept | zero of the opposite sign |
 *
 * `ocp` and `nvidia` give the same codes, for different reasons: OCP leaves NaN into fp6 and fp4 to the implementation,
 * PTX makes it the positive largest number.
 *
 * @see OCP OFP8 1.0 §5.2, MX 1.0 §5.3; NVIDIA, “Parallel Thread Execution ISA”, `cvt`; ml_dtypes 0.6.0, observed.
 * @example
 * import { E4M3FN, encode, presets } from "@binade/softfloat";
 *
 * encode(E4M3FN, 1000, presets.ieee); // 0x7f
 * encode(E4M3FN, 1000, presets.nvidia); // 0x7e
 */
export const presets: Readonly<Record<"ieee" | "ocp" | "nvidia" | "ml_dtypes", RoundingOptions>> = {
  ieee: { saturate: false, nan: "canonical", nanSubstitute: "maxFinite" },
  ocp: { saturate: true, nan: "canonical", nanSubstitute: "maxFinite" },
  nvidia: { saturate: true, nan: "canonical", nanSubstitute: "maxFinite" },
  ml_dtypes: { saturate: false, nan: "keepSign", nanSubstitute: "oppositeZero" },
};
