/** backend-wasm beside the peers that JavaScript has, on one thread, on the same inputs. Rates are million operations. */
import { createWasmBackend } from "@binade/backend-wasm";
import { copyRow, tileRow } from "./wasmCeiling.mjs";
import { cnnGroup } from "./wasmConvolution.mjs";
import { startPeers } from "./wasmPeers.mjs";
import { threadGroup } from "./wasmThreads.mjs";
import { mlpGroup } from "./wasmTraining.mjs";

/** @typedef {import("@binade/backend").Backend} Backend */
/** @typedef {import("@binade/backend").Dtype} Dtype */
/** @typedef {import("@binade/backend").View} View */
/** @typedef {import("./wasmPeers.mjs").Peers} Peers */

/** @returns {Promise<readonly import("../bench.mjs").Group[]>} */
export async function wasmGroups() {
  const [backend, peers] = await Promise.all([createWasmBackend({ threads: 1 }), startPeers()]);
  const ceiling = await tileRow();
  return [
    ...[256, 512, 1024].map((size) => matmulGroup(backend, peers, size, ceiling)),
    await threadGroup(1024),
    await mlpGroup(peers),
    await cnnGroup(peers),
    elementGroup(backend, peers),
    castGroup(backend),
  ];
}

/**
 * @param {Backend} backend @param {Peers} peers @param {number} size @param {import("./interleave.mjs").Row} ceiling
 * @returns {import("../bench.mjs").Group}
 */
function matmulGroup(backend, { tf, np }, size, ceiling) {
  const [a, b] = [values(size * size, 1), values(size * size, 2)];
  const [ta, tb] = [tf.tensor2d(a, [size, size]), tf.tensor2d(b, [size, size])];
  const [ja, jb] = [np.array(a).reshape([size, size]), np.array(b).reshape([size, size])];
  const ours = /** @type {const} */ (["f32", "f16", "bf16"]).map((dtype) => {
    const [x, y] = [matrix(backend, dtype, size, a), matrix(backend, dtype, size, b)];
    const out = matrix(backend, dtype, size);
    return { name: `wasm ${dtype}`, run: () => backend.kernels.matmul?.([out], [x, y], {}) };
  });
  const rows = [
    ...ours,
    { name: "tfjs wasm f32", run: () => tf.matMul(ta, tb).dispose() },
    {
      name: "jax-js wasm f32",
      run: () => np.matmul(ja.ref, jb.ref).dataSync(), // nothing is computed before it is read
    },
  ];
  const { title, baseline, rows: measured } = group(`matmul ${size}³, operations`, "wasm f32", 2 * size ** 3, rows);
  return { title, baseline, rows: [...measured, ceiling] };
}

/** @param {Backend} backend @param {Peers} peers */
function elementGroup(backend, { tf }) {
  const count = 2 ** 20;
  const x = vector(backend, "f32", count, values(count, 3));
  const y = vector(backend, "f32", count);
  const sum = vector(backend, "f32", 1);
  const t = tf.tensor1d(values(count, 3));
  const matrixOfT = tf.reshape(t, [1024, 1024]);
  const square = (/** @type {View} */ view) => ({ ...view, shape: [1024, 1024], strides: [1024, 1] });
  const turned = (/** @type {View} */ view) => ({ ...view, shape: [1024, 1024], strides: [1, 1024] });
  return group("elements of f32", "wasm add", count, [
    { name: "wasm add", run: () => backend.kernels.binary?.([y], [x, x], { op: "add" }) },
    { name: "tfjs wasm add", run: () => tf.add(t, t).dispose() },
    { name: "wasm exp", run: () => backend.kernels.unary?.([y], [x], { op: "exp" }) },
    { name: "tfjs wasm exp", run: () => tf.exp(t).dispose() },
    { name: "wasm sigmoid", run: () => backend.kernels.unary?.([y], [x], { op: "sigmoid" }) },
    { name: "tfjs wasm sigmoid", run: () => tf.sigmoid(t).dispose() },
    { name: "wasm sum", run: () => backend.kernels.reduce?.([sum], [x], { op: "sum", axes: [0] }) },
    { name: "tfjs wasm sum", run: () => tf.sum(t).dispose() },
    { name: "wasm transposed copy", run: () => backend.kernels.copy?.([square(y)], [turned(x)], {}) },
    { name: "tfjs wasm transposed copy", run: () => tf.transpose(matrixOfT).dispose() },
    copyRow(count),
  ]);
}

/** @param {Backend} backend */
function castGroup(backend) {
  const count = 2 ** 20;
  const x = vector(backend, "f32", count, values(count, 4));
  const narrow = /** @type {const} */ (["f16", "bf16", "e4m3fn"]).map((dtype) => {
    const y = vector(backend, dtype, count);
    return { name: `f32 → ${dtype}`, run: () => backend.kernels.cast?.([y], [x], {}) };
  });
  const wide = /** @type {const} */ (["f16", "bf16"]).map((dtype) => {
    const [y, back] = [vector(backend, dtype, count), vector(backend, "f32", count)];
    backend.kernels.cast?.([y], [x], {});
    return { name: `${dtype} → f32`, run: () => backend.kernels.cast?.([back], [y], {}) };
  });
  return group("casts, elements", "f32 → f16", count, [...narrow, ...wide, copyRow(count)]);
}

/** @param {string} title @param {string} baseline @param {number} elements @param {readonly { name: string, run: () => void }[]} rows */
function group(title, baseline, elements, rows) {
  return { title, baseline, rows: rows.map((row) => ({ ...row, elements })) };
}

/** @param {number} count @param {number} seed */
function values(count, seed) {
  return Float32Array.from({ length: count }, (_, i) => Math.sin((i + 1) * seed));
}

/** @param {Backend} backend @param {Dtype} dtype @param {number} count @param {Float32Array} [content] @returns {View} */
function vector(backend, dtype, count, content) {
  const width = dtype === "f32" ? 4 : dtype === "e4m3fn" ? 1 : 2;
  /** @type {View} */
  const view = { buffer: backend.alloc(count * width), dtype, shape: [count], strides: [1], offset: 0 };
  if (content === undefined) return view;
  /** @type {View} */
  const source = { buffer: backend.alloc(count * 4), dtype: "f32", shape: [count], strides: [1], offset: 0 };
  backend.write(source.buffer, new Uint8Array(content.buffer));
  backend.kernels.cast?.([view], [source], {});
  backend.free(source.buffer);
  return view;
}

/** @param {Backend} backend @param {Dtype} dtype @param {number} size @param {Float32Array} [content] @returns {View} */
function matrix(backend, dtype, size, content) {
  return { ...vector(backend, dtype, size * size, content), shape: [size, size], strides: [size, 1] };
}
