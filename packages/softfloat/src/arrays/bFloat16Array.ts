import type { Format } from "../format/format.ts";
import { BF16 } from "../format/formats.ts";
import { CodeArray } from "./codeArray.ts";

/**
 * BF16 numbers. See {@link CodeArray} for the methods.
 *
 * @see Intel, “BFLOAT16 – Hardware Numerics Definition”, 338302-001US.
 * @example
 * import { BFloat16Array } from "@binade/softfloat";
 *
 * const weights = BFloat16Array.from([1, 1 / 3, 257]);
 * weights.codes; // [0x3f80, 0x3eab, 0x4380]
 * weights.map((x) => 2 * x).get(2); // 512
 */
export class BFloat16Array extends CodeArray<Uint16Array> {
  override get format(): Format {
    return BF16;
  }
}
