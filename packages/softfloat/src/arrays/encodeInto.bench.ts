import { bench, describe } from "vitest";
import { BF16, decodeInto, E4M3FN, encodeInto, FP16, f32ToF16 } from "../index.ts";

const elementCount = 2 ** 16;
const values = Float32Array.from({ length: elementCount }, (_, i) => Math.sin(i)); // normal in every format
const gradients = values.map((x, i) => x * 2 ** -(i % 40)); // a third of them FP16 subnormals or less
const wide = Float64Array.from(values);
const words = new Int32Array(values.buffer);
const codes = new Uint16Array(elementCount);
const bytes = new Uint8Array(elementCount);
const target = new Float32Array(elementCount);

describe(`encodeInto, ${elementCount} elements`, () => {
  bench("baseline: copy of binary32", () => target.set(values));
  bench("baseline: f32ToF16 per element", () => {
    for (let i = 0; i < elementCount; i++) codes[i] = f32ToF16(words[i]!);
  });
  bench("FP16, normal numbers", () => encodeInto(FP16, values, codes));
  bench("FP16, subnormals mixed in", () => encodeInto(FP16, gradients, codes));
  bench("FP16, toward zero", () => encodeInto(FP16, values, codes, { rounding: "roundTowardZero" }));
  bench("FP16, from binary64", () => encodeInto(FP16, wide, codes));
  bench("BF16", () => encodeInto(BF16, values, codes));
  bench("E4M3FN, saturating", () => encodeInto(E4M3FN, values, bytes, { saturate: true }));
});

describe(`decodeInto, ${elementCount} elements`, () => {
  bench("baseline: copy of binary32", () => target.set(values));
  bench("FP16", () => decodeInto(FP16, codes, target));
  bench("BF16", () => decodeInto(BF16, codes, target));
  bench("E4M3FN", () => decodeInto(E4M3FN, bytes, target));
});
