import { describe, expect, it, test } from "vitest";
import {
  BFloat16Array,
  Binary16Array,
  CodeArray,
  decode,
  E2M1FN,
  encode,
  Float8E4M3FNArray,
  Float8E4M3FNUZArray,
  Float8E5M2Array,
  Float8E5M2FNUZArray,
  type Format,
  TF32,
} from "../src/index.ts";

class Float4Array extends CodeArray<Uint8Array> {
  override get format(): Format {
    return E2M1FN;
  }
}

const classes = [
  Binary16Array,
  BFloat16Array,
  Float8E4M3FNArray,
  Float8E5M2Array,
  Float8E4M3FNUZArray,
  Float8E5M2FNUZArray,
  Float4Array,
] as unknown as readonly (typeof BFloat16Array)[]; // alike, but for the width of their codes
const numbers = [0, -0, 1, -1.5, 1 / 3, 7, 1e9, -1e9, 2 ** -30, Number.NaN, Number.POSITIVE_INFINITY];

function* iterate(values: readonly number[]): Generator<number> {
  yield* values;
}

describe("an array of codes", () => {
  test.each(classes.map((Class) => [Class.name, Class] as const))(
    "%s rounds what is written and decodes what is read",
    (_name, Class) => {
      const { format } = Class;
      const codes = numbers.map((x) => encode(format, x));
      const values = codes.map((code) => decode(format, code));
      const written = new Class(numbers.length);
      for (const [i, x] of numbers.entries()) written.set(i, x);

      for (const array of [
        written,
        new Class(numbers),
        new Class(iterate(numbers)),
        new Class(Float64Array.from(numbers)),
        Class.from(numbers),
        Class.from(
          numbers.map((x) => x / 2),
          (x) => 2 * x,
        ),
        Class.of(...numbers),
        new Class(new Class(numbers)),
      ]) {
        expect(array).toBeInstanceOf(Class);
        expect([...array.codes]).toEqual(codes);
        expect([...array]).toEqual(values);
        expect([...array.entries()]).toEqual(values.map((x, i) => [i, x]));
        expect([...array.toFloat32Array()]).toEqual(values);
        expect([...array.toFloat64Array()]).toEqual(values);
        expect(values.map((_, i) => array.get(i))).toEqual(values);
      }
    },
  );

  it("rounds once from binary64", () => {
    const x = 1 + 2 ** -11 + 2 ** -40;
    expect([...Binary16Array.of(x).codes]).toEqual([0x3c01]);
    const array = new Binary16Array(3);
    array.set(0, x);
    array.set([x], 1);
    array.fill(x, 2);
    expect([...array.codes]).toEqual([0x3c01, 0x3c01, 0x3c01]);
  });

  it("shares the memory of a buffer, as codes and subarray do", () => {
    const buffer = new ArrayBuffer(12);
    const array = new BFloat16Array(buffer, 2, 4);
    expect([array.length, array.byteLength, array.byteOffset, array.buffer]).toEqual([4, 8, 2, buffer]);
    array.set(0, 1);
    array.codes[1] = 0x4000;
    array.subarray(2).set(0, 3);
    array.subarray(-1).fill(4);
    expect([...array]).toEqual([1, 2, 3, 4]);
    expect([...new Uint16Array(buffer)]).toEqual([0, 0x3f80, 0x4000, 0x4040, 0x4080, 0]);
    expect(array.subarray(1, 3)).toBeInstanceOf(BFloat16Array);
    expect(array.subarray(1, 3).byteOffset).toBe(4);
    expect([...new BFloat16Array(buffer, 8)]).toEqual([4, 0]);
    expect([...new BFloat16Array(new SharedArrayBuffer(4))]).toEqual([0, 0]);
  });

  it("copies in slice and map", () => {
    const array = Float8E5M2Array.of(1, 2, 3);
    const copy = array.slice(1);
    const mapped = array.map((x, i, all) => x * 10 ** i + all.length);
    array.fill(0);
    expect(copy).toBeInstanceOf(Float8E5M2Array);
    expect(mapped).toBeInstanceOf(Float8E5M2Array);
    expect([...copy, ...mapped]).toEqual([2, 3, 4, 24, 320]);
    const seen: number[][] = [];
    copy.forEach((x, i, all) => void seen.push([x, i, all.length]));
    expect(seen).toEqual([
      [2, 0, 2],
      [3, 1, 2],
    ]);
  });

  it("takes indices as typed arrays do", () => {
    const array = Binary16Array.of(1, 2, 3);
    const typed = Float32Array.of(1, 2, 3);
    for (const index of [0, 2, 3, -1, -3, -4, 1.7, -0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(array.at(index)).toBe(typed.at(index));
    }
    for (const range of [[], [1], [-2], [1, -1], [2, 1], [0, 9]]) {
      expect([...array.subarray(...range)]).toEqual([...typed.subarray(...range)]);
      expect([...array.slice(...range)]).toEqual([...typed.slice(...range)]);
      expect([...array.slice().fill(7, ...range)]).toEqual([...typed.slice().fill(7, ...range)]);
    }
    const target = new Binary16Array(4);
    target.set(typed, 1);
    target.set(Float8E5M2Array.of(9), 0);
    expect([...target]).toEqual([8, 1, 2, 3]);
  });

  it("knows its size and format as a class and as an array", () => {
    expect([Binary16Array, Float8E4M3FNArray].map((Class) => Class.BYTES_PER_ELEMENT)).toEqual([2, 1]);
    expect([new Binary16Array(), new Float8E4M3FNArray()].map((array) => array.BYTES_PER_ELEMENT)).toEqual([2, 1]);
    expect(Float4Array.format).toBe(E2M1FN);
    expect(new Float4Array().format).toBe(E2M1FN);
  });

  it("keeps the codes of an array of the same class, NaN payloads too, and rounds those of another", () => {
    const codes = Binary16Array.from([1, 2]);
    codes.codes[0] = 0xfdab;
    expect([...new Binary16Array(codes).codes]).toEqual([0xfdab, 0x4000]);
    expect([...new BFloat16Array(codes).codes]).toEqual([0x7fc0, 0x4000]);
    const target = new Binary16Array(2);
    target.set(codes);
    expect([...target.codes]).toEqual([0xfdab, 0x4000]);
  });

  it("refuses what is not there", () => {
    const array = Binary16Array.of(1, 2, 3);
    expect(() => array.get(3)).toThrow(new RangeError("Binary16Array.get: index from 0 to 2 expected, got 3"));
    expect(() => array.get(-1)).toThrow(RangeError);
    expect(() => array.get(0.5)).toThrow(RangeError);
    expect(() => array.set(3, 1)).toThrow(new RangeError("Binary16Array.set: index from 0 to 2 expected, got 3"));
    expect(() => array.set([1, 2], 2)).toThrow(
      new RangeError("Binary16Array.set: room for 2 values at 2 expected, got 3 elements"),
    );
    expect(() => array.set([1], -1)).toThrow(RangeError);
    const broken = new Float4Array(Uint8Array.of(0x7, 0x17).buffer);
    expect(broken.get(0)).toBe(6);
    expect(() => broken.get(1)).toThrow(new RangeError("Float4Array.get: code of E2M1FN expected, got 23"));
    class Wide extends CodeArray {
      override get format(): Format {
        return TF32;
      }
    }
    expect(() => new Wide(1)).toThrow(
      new RangeError("CodeArray: format of at most 16 bits expected, got TF32 with 19"),
    );
    expect(() => new Binary16Array(-1)).toThrow(RangeError);
    expect(() => new Binary16Array(["1", 2n] as never)).toThrow(TypeError);
  });
});

/** What the engine's arrays are used for here. */
interface HalfFloats extends ArrayLike<number> {
  readonly buffer: ArrayBuffer;
  readonly byteOffset: number;
}

const { Float16Array } = globalThis as unknown as {
  Float16Array?: new (source: ArrayBufferLike | readonly number[], byteOffset?: number, length?: number) => HalfFloats;
};

describe("Binary16Array and the engine's Float16Array", () => {
  const bits = Uint16Array.of(0x3c00, 0x8000, 0x0001, 0x7c00, 0xfe01, 0x7d55);

  it.skipIf(Float16Array !== undefined)("toFloat16Array says what is missing", () => {
    expect(() => Binary16Array.of(1).toFloat16Array()).toThrow(
      new TypeError(
        "toFloat16Array: engine with Float16Array expected, got one without it (use Node 24 or newer, a browser of 2025, or toFloat32Array)",
      ),
    );
  });

  it.skipIf(Float16Array === undefined)("copies bit for bit in both directions, and shares a buffer", () => {
    const array = new Binary16Array(bits.slice().buffer);
    const native = array.toFloat16Array() as unknown as HalfFloats;
    expect(Object.prototype.toString.call(native)).toBe("[object Float16Array]");
    expect([...new Uint16Array(native.buffer)]).toEqual([...bits]);
    expect(native.buffer).not.toBe(array.buffer);
    expect([...new Binary16Array(native).codes]).toEqual([...bits]);
    expect([...new BFloat16Array(native).codes.subarray(0, 3)]).toEqual([0x3f80, 0x8000, 0x3380]);

    const shared = new Float16Array!(array.buffer, 2, 2);
    expect([shared[0], shared[1]]).toEqual([-0, 2 ** -24]);
    expect([...new Binary16Array(shared.buffer, shared.byteOffset, shared.length).codes]).toEqual([0x8000, 0x0001]);
  });

  it.skipIf(Float16Array === undefined)("round every number alike", () => {
    const values = Array.from({ length: 3000 }, (_, i) => 1.37 ** ((i % 90) - 45) * (i + 1) * (i % 2 === 0 ? 1 : -1));
    const native = new Uint16Array(new Float16Array!(values).buffer);
    expect([...Binary16Array.from(values).codes]).toEqual([...native]);
  });
});
