/** The other of the two copies in wasmThreads.mjs. */
import { parentPort, workerData } from "node:worker_threads";
import { product } from "./wasmThreads.mjs";

const { size, words } = /** @type {{ size: number, words: Int32Array<SharedArrayBuffer> }} */ (workerData);
const run = await product(size, 1);
parentPort?.postMessage("ready");
for (let done = 0; ; done++) {
  while (Atomics.load(words, 0) === done) Atomics.wait(words, 0, done);
  run();
  Atomics.add(words, 1, 1);
  Atomics.notify(words, 1);
}
