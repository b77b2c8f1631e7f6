/** The peers of backend-wasm: TensorFlow.js and jax-js, both on WebAssembly and on one thread. */
import * as jax from "@jax-js/jax";
import * as tf from "@tensorflow/tfjs";
import { setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";

/** @typedef {{ tf: typeof tf, np: typeof jax.numpy, jax: typeof jax }} Peers */

/** @returns {Promise<Peers>} */
export async function startPeers() {
  setWasmPaths(new URL("../node_modules/@tensorflow/tfjs-backend-wasm/dist/", import.meta.url).pathname);
  setThreadsCount(1);
  await tf.setBackend("wasm");
  await tf.ready();
  await jax.init("wasm");
  jax.defaultDevice("wasm");
  return { tf, np: jax.numpy, jax };
}
