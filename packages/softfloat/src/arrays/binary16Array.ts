import type { Format } from "../format/format.ts";
import { FP16 } from "../format/formats.ts";
import { CodeArray } from "./codeArray.ts";
import { type EngineFloat16Array, engineFloat16Array } from "./engineFloat16Array.ts";

/**
 * FP16 numbers: what `Float16Array` is, in every engine, and with its codes at hand. The bytes are the same, so the two can
 * stand over one buffer: `new Binary16Array(array.buffer, array.byteOffset, array.length)`, or the other way round.
 *
 * See {@link CodeArray} for the methods.
 *
 * @see IEEE 754-2019 §3.6, Table 3.5; ECMA-262 2025 §23.2.
 * @example
 * import { Binary16Array } from "@binade/softfloat";
 *
 * const halves = Binary16Array.of(1, 1 / 3, 65520);
 * halves.codes; // [0x3c00, 0x3555, 0x7c00]
 * halves.get(1); // 0.333251953125
 */
export class Binary16Array extends CodeArray<Uint16Array> {
  override get format(): Format {
    return FP16;
  }

  /**
   * A copy as the engine's `Float16Array`, bit for bit, NaNs included. The constructor copies one back the same way.
   *
   * @throws TypeError where the engine has no `Float16Array`.
   */
  toFloat16Array(): EngineFloat16Array {
    const Float16Array = engineFloat16Array("toFloat16Array");
    const copy = new Float16Array(this.length);
    new Uint16Array(copy.buffer, copy.byteOffset, copy.length).set(this.codes);
    return copy;
  }
}
