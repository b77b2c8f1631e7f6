/** Bulk conversions and arithmetic of softfloat beside the peers that JavaScript has, on the same inputs. */
import { addInto, BF16, decodeInto, E4M3FN, encodeInto, FP16, mulInto } from "@binade/softfloat";
import { f16round } from "@petamoriken/float16";

const elements = 2 ** 16;
const values = Float32Array.from({ length: elements }, (_, i) => Math.sin(i)); // normal numbers in both 16-bit formats
const gradients = values.map((x, i) => x * 2 ** -(i % 40)); // a third of them FP16 subnormals or less
const others = values.map((x, i) => x * Math.cos(3 * i));

/** @typedef {{ name: string, run: () => void }} Row */

/** The engine's own fp16, where it has one. */
const { f16round: ownRound } = /** @type {{ f16round?: (x: number) => number }} */ (/** @type {unknown} */ (Math));
const { Float16Array: OwnArray } = /** @type {{ Float16Array?: new (length: number) => Float32Array }} */ (
  /** @type {unknown} */ (globalThis)
);

/** @returns {readonly import("../bench.mjs").Group[]} */
export function softfloatGroups() {
  return [
    narrowing("f32 to 16 bits, normal numbers", values),
    narrowing("f32 to 16 bits, subnormals mixed in", gradients),
    widening(),
    arithmetic(),
    bytes(),
  ];
}

/** @param {string} title @param {string} baseline @param {readonly Row[]} rows @returns {import("../bench.mjs").Group} */
function group(title, baseline, rows) {
  return { title, baseline, rows: rows.map((row) => ({ ...row, elements })) };
}

/** @param {string} title @param {Float32Array} source */
function narrowing(title, source) {
  const codes = new Uint16Array(elements);
  const rounded = new Float32Array(elements);
  const peer = "f16round loop";
  const native =
    OwnArray === undefined ? [] : [{ name: "own Float16Array.set", run: setter(new OwnArray(elements), source) }];
  return group(title, peer, [
    { name: peer, run: () => roundByPeer(source, rounded) },
    { name: "Math.fround loop", run: () => roundByFround(source, rounded) },
    ...(ownRound === undefined ? [] : [{ name: "own Math.f16round loop", run: () => roundByOwn(source, rounded) }]),
    ...native,
    { name: "encodeInto FP16", run: () => encodeInto(FP16, source, codes) },
    { name: "encodeInto BF16", run: () => encodeInto(BF16, source, codes) },
  ]);
}

function widening() {
  const codes = new Uint16Array(elements);
  encodeInto(FP16, gradients, codes);
  const target = new Float32Array(elements);
  const own = OwnArray === undefined ? undefined : new OwnArray(elements);
  own?.set(gradients);
  return group("16 bits to f32", "Float32Array.set", [
    { name: "Float32Array.set", run: () => target.set(gradients) },
    ...(own === undefined ? [] : [{ name: "from own Float16Array", run: setter(target, own) }]),
    { name: "decodeInto FP16", run: () => decodeInto(FP16, codes, target) },
    { name: "decodeInto BF16", run: () => decodeInto(BF16, codes, target) },
  ]);
}

function arithmetic() {
  const [a, b, out] = [new Uint16Array(elements), new Uint16Array(elements), new Uint16Array(elements)];
  encodeInto(FP16, values, a);
  encodeInto(FP16, others, b);
  const [x, y, z] = [new Float32Array(elements), new Float32Array(elements), new Float32Array(elements)];
  decodeInto(FP16, a, x);
  decodeInto(FP16, b, y);
  const peer = "f16round(x + y) loop";
  return group("fp16 and bf16 arithmetic", peer, [
    { name: peer, run: () => addByPeer(x, y, z) },
    ...(ownRound === undefined ? [] : [{ name: "own Math.f16round(x + y)", run: () => addByOwn(x, y, z) }]),
    { name: "addInto FP16", run: () => addInto(FP16, a, b, out) },
    { name: "mulInto FP16", run: () => mulInto(FP16, a, b, out) },
    { name: "addInto BF16", run: () => addInto(BF16, a, b, out) },
    { name: "mulInto BF16", run: () => mulInto(BF16, a, b, out) },
  ]);
}

function bytes() {
  const [a, b, out] = [new Uint8Array(elements), new Uint8Array(elements), new Uint8Array(elements)];
  encodeInto(E4M3FN, values, a);
  encodeInto(E4M3FN, others, b);
  const target = new Float32Array(elements);
  return group("fp8 (E4M3FN)", "Float32Array.set", [
    { name: "Float32Array.set", run: () => target.set(values) },
    { name: "encodeInto", run: () => encodeInto(E4M3FN, values, out) },
    { name: "decodeInto", run: () => decodeInto(E4M3FN, a, target) },
    { name: "addInto", run: () => addInto(E4M3FN, a, b, out) },
    { name: "mulInto", run: () => mulInto(E4M3FN, a, b, out) },
  ]);
}

/** @param {Float32Array} target @param {Float32Array} source */
function setter(target, source) {
  return () => target.set(source);
}

// A loop of its own for every row, so that each function can be inlined.

/** @param {Float32Array} source @param {Float32Array} target */
function roundByPeer(source, target) {
  for (let i = 0; i < elements; i++) target[i] = f16round(/** @type {number} */ (source[i]));
}

/** @param {Float32Array} source @param {Float32Array} target */
function roundByFround(source, target) {
  for (let i = 0; i < elements; i++) target[i] = Math.fround(/** @type {number} */ (source[i]));
}

/** @param {Float32Array} source @param {Float32Array} target */
function roundByOwn(source, target) {
  const round = /** @type {(x: number) => number} */ (ownRound);
  for (let i = 0; i < elements; i++) target[i] = round(/** @type {number} */ (source[i]));
}

/** @param {Float32Array} x @param {Float32Array} y @param {Float32Array} z */
function addByPeer(x, y, z) {
  for (let i = 0; i < elements; i++) z[i] = f16round(/** @type {number} */ (x[i]) + /** @type {number} */ (y[i]));
}

/** @param {Float32Array} x @param {Float32Array} y @param {Float32Array} z */
function addByOwn(x, y, z) {
  const round = /** @type {(x: number) => number} */ (ownRound);
  for (let i = 0; i < elements; i++) z[i] = round(/** @type {number} */ (x[i]) + /** @type {number} */ (y[i]));
}
