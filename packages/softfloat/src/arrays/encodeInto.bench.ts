import { bench, describe } from "vitest";
import { BF16, decodeInto, encodeInto, FP16 } from "../index.ts";

const elementCount = 2 ** 16;
const values = Float32Array.from({ length: elementCount }, (_, i) => Math.sin(i)); // normal in both formats
const gradients = values.map((x, i) => x * 2 ** -(i % 40)); // a third of them FP16 subnormals or less
const codes = new Uint16Array(elementCount);
const target = new Float32Array(elementCount);

describe(`encodeInto, ${elementCount} elements`, () => {
  bench("baseline: copy of binary32", () => target.set(values));
  bench("FP16, normal numbers", () => encodeInto(FP16, values, codes));
  bench("FP16, subnormals mixed in", () => encodeInto(FP16, gradients, codes));
  bench("BF16", () => encodeInto(BF16, values, codes));
});

describe(`decodeInto, ${elementCount} elements`, () => {
  bench("baseline: copy of binary32", () => target.set(values));
  bench("FP16", () => decodeInto(FP16, codes, target));
  bench("BF16", () => decodeInto(BF16, codes, target));
});
