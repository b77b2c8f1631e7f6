import { describe, expect, it, test } from "vitest";
import {
  BF16,
  defineFormat,
  E2M1FN,
  E2M3FN,
  E3M2FN,
  E4M3FN,
  type Format,
  packedLength,
  packInto,
  unpackInto,
} from "../src/index.ts";
import { createRandom, seed } from "./support.ts";

const formats: readonly Format[] = [
  E2M1FN,
  E2M3FN,
  E3M2FN,
  E4M3FN,
  ...[1, 2, 4, 5].map((significandBits) =>
    defineFormat({ name: `E1M${significandBits}`, exponentBits: 1, significandBits, nanEncoding: "none" }),
  ),
];

/** The definition: code i is digits i · bits and up of one integer, whose bytes go from the lowest. */
function packExactly(bits: number, codes: Uint8Array): number[] {
  let integer = 0n;
  for (const [i, code] of codes.entries()) integer |= BigInt(code) << BigInt(i * bits);
  return Array.from({ length: Math.ceil((codes.length * bits) / 8) }, (_, i) =>
    Number((integer >> BigInt(8 * i)) & 0xffn),
  );
}

describe("packInto(format, codes, packed) and unpackInto(format, packed, codes)", () => {
  test.each(formats.map((format) => [format.bits, format] as const))(
    `%i bits: any length against the definition, there and back, seed ${seed}`,
    (bits, format) => {
      const random = createRandom(seed);
      for (let length = 0; length < 40; length++) {
        const codes = Uint8Array.from({ length }, () => random() & (2 ** bits - 1));
        const byteLength = packedLength(format, length);
        const packed = new Uint8Array(byteLength + 2).fill(0xaa);
        packInto(format, codes, packed.subarray(1));
        const expected = packExactly(bits, codes);
        expect(byteLength).toBe(expected.length);
        expect([...packed]).toEqual([0xaa, ...expected, 0xaa]);
        const unpacked = new Uint8Array(length);
        unpackInto(format, packed.subarray(1), unpacked);
        expect(unpacked).toEqual(codes);
      }
    },
  );

  it("put the first fp4 in the low half of a byte, and four fp6 in three bytes", () => {
    const packed = new Uint8Array(3);
    packInto(E2M1FN, Uint8Array.of(0x1, 0x2, 0x3), packed);
    expect([...packed]).toEqual([0x21, 0x03, 0x00]);
    packInto(E2M3FN, Uint8Array.of(0x3f, 0x00, 0x3f, 0x01), packed);
    expect([...packed]).toEqual([0x3f, 0xf0, 0x07]);
  });

  it("refuse what they cannot take", () => {
    const bytes = new Uint8Array(4);
    expect(() => packInto(BF16, bytes, bytes)).toThrow(
      new RangeError("packInto: format of at most 8 bits expected, got BF16 with 16"),
    );
    expect(() => packInto(E2M1FN, Uint8Array.of(1, 16), bytes)).toThrow(
      new RangeError("packInto: codes: codes of E2M1FN, integers of 4 bits, expected, got 16 at index 1"),
    );
    expect(() => packInto(E2M3FN, bytes, bytes.subarray(2))).toThrow(
      new RangeError("packInto: target of 3 elements or more expected, got 2"),
    );
    expect(() => unpackInto(E2M3FN, bytes.subarray(2), bytes)).toThrow(
      new RangeError("unpackInto: packed of 3 bytes or more for 4 codes of E2M3FN expected, got 2"),
    );
    expect(() => unpackInto(E2M1FN, new Uint16Array(1) as never, bytes)).toThrow(
      new TypeError("unpackInto: packed: Uint8Array expected, got Uint16Array"),
    );
  });
});
