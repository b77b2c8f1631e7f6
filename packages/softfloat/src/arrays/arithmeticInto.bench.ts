import { bench, describe } from "vitest";
import { addInto, BF16, E4M3FN, encodeInto, FP16, f16Mul, fmaInto, mulInto } from "../index.ts";

const elementCount = 2 ** 16;
const values = Float32Array.from({ length: elementCount }, (_, i) => Math.sin(i));
const [halves, brains, bytes] = [
  new Uint16Array(elementCount),
  new Uint16Array(elementCount),
  new Uint8Array(elementCount),
];
encodeInto(FP16, values, halves);
encodeInto(BF16, values, brains);
encodeInto(E4M3FN, values, bytes);
const out = new Uint16Array(elementCount);
const bytesOut = new Uint8Array(elementCount);

describe(`arithmetic on ${elementCount} elements`, () => {
  bench("baseline: f16Mul per element", () => {
    for (let i = 0; i < elementCount; i++) out[i] = f16Mul(halves[i]!, halves[i]!);
  });
  bench("addInto, FP16", () => addInto(FP16, halves, halves, out));
  bench("mulInto, FP16", () => mulInto(FP16, halves, halves, out));
  bench("fmaInto, FP16", () => fmaInto(FP16, halves, halves, halves, out));
  bench("mulInto, BF16", () => mulInto(BF16, brains, brains, out));
  bench("mulInto, E4M3FN", () => mulInto(E4M3FN, bytes, bytes, bytesOut));
});
