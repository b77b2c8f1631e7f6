import type { Format } from "../format/format.ts";
import { packBits, unpackBits } from "../kernels/packInto.ts";
import { checkArray, checkCodes, checkRoom } from "./codeBuffer.ts";

/**
 * Pack codes of a format of at most 8 bits without gaps: code `i` has the digits `i · bits` to `i · bits + bits − 1` of
 * `packed`, counted from the lowest digit of its first byte.
 *
 * So fp4 lies two to a byte, the first code in the low half, as PyTorch's `float4_e2m1fn_x2` has it, and fp6 four to three
 * bytes. The specifications of these formats leave the order open. Digits that are left over in the last byte are 0;
 * `packed` may be longer than needed, the rest stays as it is.
 *
 * @throws TypeError when an array is no Uint8Array.
 * @throws RangeError when the format is wider than 8 bits, an element is no code, or `packed` is shorter than
 * {@link packedLength}.
 * @see OCP Microscaling Formats (MX) Specification 1.0, §5.3 (the elements; their order in memory is not part of it).
 * @example
 * import { E2M1FN, E3M2FN, packInto } from "@binade/softfloat";
 *
 * const packed = new Uint8Array(2);
 * packInto(E2M1FN, Uint8Array.of(0x1, 0x2, 0xf), packed);
 * packed; // [0x21, 0x0f]
 * packInto(E3M2FN, Uint8Array.of(0x3f, 0x01), packed);
 * packed; // [0x7f, 0x00]
 */
export function packInto(format: Format, codes: Uint8Array, packed: Uint8Array): void {
  checkBits("packInto", format);
  checkArray("packInto: codes", codes, "bytes");
  checkCodes("packInto: codes", format, codes);
  checkArray("packInto: packed", packed, "bytes");
  checkRoom("packInto", packed, packedLength(format, codes.length));
  packBits(format.bits, codes, packed);
}

/**
 * Take apart what {@link packInto} packed: as many codes as `codes` has elements.
 *
 * @throws TypeError when an array is no Uint8Array.
 * @throws RangeError when the format is wider than 8 bits, or `packed` holds fewer codes.
 * @see OCP Microscaling Formats (MX) Specification 1.0, §5.3.
 * @example
 * import { E2M1FN, unpackInto } from "@binade/softfloat";
 *
 * const codes = new Uint8Array(3);
 * unpackInto(E2M1FN, Uint8Array.of(0x21, 0x0f), codes);
 * codes; // [0x1, 0x2, 0xf]
 */
export function unpackInto(format: Format, packed: Uint8Array, codes: Uint8Array): void {
  checkBits("unpackInto", format);
  checkArray("unpackInto: packed", packed, "bytes");
  checkArray("unpackInto: codes", codes, "bytes");
  const needed = packedLength(format, codes.length);
  if (packed.length < needed) {
    const expected = `packed of ${needed} bytes or more for ${codes.length} codes of ${format.name}`;
    throw new RangeError(`unpackInto: ${expected} expected, got ${packed.length}`);
  }
  unpackBits(format.bits, packed, codes);
}

/**
 * Bytes that {@link packInto} needs for so many codes.
 *
 * @see OCP Microscaling Formats (MX) Specification 1.0, §5.3.
 * @example
 * import { E3M2FN, packedLength } from "@binade/softfloat";
 *
 * packedLength(E3M2FN, 32); // 24
 */
export function packedLength({ bits }: Format, codeCount: number): number {
  return Math.ceil((codeCount * bits) / 8);
}

function checkBits(caller: string, { name, bits }: Format): void {
  if (bits > 8) throw new RangeError(`${caller}: format of at most 8 bits expected, got ${name} with ${bits}`);
}
