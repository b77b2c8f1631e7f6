import type { Format } from "../format/format.ts";
import { E4M3FN, E4M3FNUZ, E5M2, E5M2FNUZ } from "../format/formats.ts";
import { CodeArray } from "./codeArray.ts";

/**
 * E4M3FN numbers, a byte each. What is too large becomes NaN; `encodeInto(E4M3FN, values, array.codes, { saturate: true })`
 * writes 448 instead. See {@link CodeArray} for the methods.
 *
 * @see OCP 8-bit Floating Point Specification (OFP8) 1.0.
 * @example
 * import { Float8E4M3FNArray } from "@binade/softfloat";
 *
 * Float8E4M3FNArray.of(1, 464, 465).codes; // [0x38, 0x7e, 0x7f]
 */
export class Float8E4M3FNArray extends CodeArray<Uint8Array> {
  override get format(): Format {
    return E4M3FN;
  }
}

/**
 * E5M2 numbers, a byte each. See {@link CodeArray} for the methods.
 *
 * @see OCP 8-bit Floating Point Specification (OFP8) 1.0.
 * @example
 * import { Float8E5M2Array } from "@binade/softfloat";
 *
 * Float8E5M2Array.of(1, 57344, 61440).codes; // [0x3c, 0x7b, 0x7c]
 */
export class Float8E5M2Array extends CodeArray<Uint8Array> {
  override get format(): Format {
    return E5M2;
  }
}

/**
 * E4M3FNUZ numbers, a byte each; what is too large becomes NaN. See {@link CodeArray} for the methods.
 *
 * @see B. Noune et al., “8-bit numerical formats for deep neural networks”, 2022.
 * @example
 * import { Float8E4M3FNUZArray } from "@binade/softfloat";
 *
 * Float8E4M3FNUZArray.of(1, -0, 1000).codes; // [0x40, 0x00, 0x80]
 */
export class Float8E4M3FNUZArray extends CodeArray<Uint8Array> {
  override get format(): Format {
    return E4M3FNUZ;
  }
}

/**
 * E5M2FNUZ numbers, a byte each; what is too large becomes NaN. See {@link CodeArray} for the methods.
 *
 * @see B. Noune et al., “8-bit numerical formats for deep neural networks”, 2022.
 * @example
 * import { Float8E5M2FNUZArray } from "@binade/softfloat";
 *
 * Float8E5M2FNUZArray.of(1, -0, 57344).codes; // [0x40, 0x00, 0x7f]
 */
export class Float8E5M2FNUZArray extends CodeArray<Uint8Array> {
  override get format(): Format {
    return E5M2FNUZ;
  }
}
