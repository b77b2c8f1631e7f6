/** Two threads beside one, and beside what the machine has to give: two products that know nothing of each other. */
import { Worker } from "node:worker_threads";
import { createWasmBackend } from "@binade/backend-wasm";

/** @typedef {import("@binade/backend").View} View */

/** @param {number} size @returns {Promise<import("../bench.mjs").Group>} */
export async function threadGroup(size) {
  const [one, two] = [await product(size, 1), await product(size, 2)];
  const copies = await twoCopies(size);
  const rows = [
    { name: "one thread", elements: 2 * size ** 3, run: one },
    { name: "two threads", elements: 2 * size ** 3, run: two },
    { name: "two copies of one thread", elements: 4 * size ** 3, run: copies },
  ];
  return { title: `matmul ${size}³ of f32 by threads, operations`, baseline: "one thread", rows };
}

/** @param {number} size @param {number} threads @returns {Promise<() => void>} */
export async function product(size, threads) {
  const backend = await createWasmBackend({ threads });
  const matrix = () => {
    /** @type {View} */
    const view = {
      buffer: backend.alloc(size * size * 4),
      dtype: "f32",
      shape: [size, size],
      strides: [size, 1],
      offset: 0,
    };
    const values = Float32Array.from({ length: size * size }, (_, i) => Math.sin(i));
    backend.write(view.buffer, new Uint8Array(values.buffer));
    return view;
  };
  const [a, b, out] = [matrix(), matrix(), matrix()];
  const run = () => backend.kernels.matmul?.([out], [a, b], {});
  // Workers start with the first product; they are up before anything is measured.
  run();
  await new Promise((resolve) => setTimeout(resolve, 300));
  return run;
}

/** A product here and one in a worker, at the same time. @param {number} size @returns {Promise<() => void>} */
async function twoCopies(size) {
  const own = await product(size, 1);
  const words = new Int32Array(new SharedArrayBuffer(8)); // products asked for, products done
  const worker = new Worker(new URL("wasmCopy.mjs", import.meta.url), { workerData: { size, words } });
  worker.unref();
  await new Promise((resolve) => worker.once("message", resolve));
  return () => {
    const asked = Atomics.add(words, 0, 1) + 1;
    Atomics.notify(words, 0);
    own();
    for (let done = Atomics.load(words, 1); done < asked; done = Atomics.load(words, 1)) Atomics.wait(words, 1, done);
  };
}
