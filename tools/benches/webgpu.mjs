/**
 * `npm run bench -- webgpu`: backend-webgpu beside TensorFlow.js and jax-js on the same adapter, in one process, interleaved.
 * Runs in Node 24: jax-js wants `Float16Array` and `navigator`.
 */
import { cpus } from "node:os";
import { add, createEngine } from "@binade/autograd";
import { createWebgpuBackend } from "@binade/backend-webgpu";
import { create, globals } from "webgpu";
import { interleaveAsync } from "./interleaveAsync.mjs";
import { randomFloats } from "./randomFloats.mjs";
import { binadeStep, jaxStep, models, tensorflowStep } from "./webgpuTraining.mjs";

/**
 * @typedef {object} AsyncRow
 * @property {string} name
 * @property {() => Promise<void>} run Until the device is done.
 */

/** @typedef {{ title: string, unit: string, baseline: string, work: number, rows: readonly AsyncRow[] }} AsyncGroup */

/** @returns {Promise<readonly AsyncGroup[]>} */
async function webgpuGroups() {
  Object.assign(globalThis, globals);
  const gpu = create([]);
  const navigator = { gpu, userAgent: "node", platform: process.platform };
  Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
  const [tf, jax] = await Promise.all([loadTensorflow(), loadJax()]);
  const exact = await createWebgpuBackend();
  const fast = await createWebgpuBackend({ tier: "fast" });
  const sizes = [256, 512, 1024];
  return [
    ...sizes.map((size) => ({
      title: `f32 matrix product ${size}³`,
      unit: "GFLOP/s",
      baseline: "tfjs",
      work: 2e-9 * size * size * size,
      rows: [
        { name: "binade exact", run: binadeProduct(exact, size, "f32") },
        { name: "binade fast", run: binadeProduct(fast, size, "f32") },
        { name: "binade exact, f16", run: binadeProduct(exact, size, "f16") },
        { name: "tfjs", run: tensorflowProduct(tf, size) },
        { name: "jax-js", run: jaxProduct(jax, size) },
      ],
    })),
    {
      title: "200 additions of 64 elements, one after the other",
      unit: "thousand ops/s",
      baseline: "tfjs",
      work: 0.2,
      rows: [
        { name: "binade exact", run: binadeAdditions(exact) },
        { name: "tfjs", run: tensorflowAdditions(tf) },
        { name: "jax-js, fused", run: jaxAdditions(jax) },
      ],
    },
    .../** @type {const} */ (["mlp", "cnn"]).map((name) => ({
      title: `training step, ${models[name].title}, batch ${models[name].batch}, SGD`,
      unit: "steps/s",
      baseline: "tfjs",
      work: 1,
      rows: [
        { name: "binade exact, f32", run: binadeStep(exact, name, "f32") },
        { name: "binade exact, f16", run: binadeStep(exact, name, "f16") },
        { name: "binade fast, f32", run: binadeStep(fast, name, "f32") },
        { name: "tfjs", run: tensorflowStep(tf, name) },
        { name: "jax-js", run: jaxStep(jax, name) },
      ],
    })),
  ];
}

async function loadTensorflow() {
  const tf = await import("@tensorflow/tfjs");
  await import("@tensorflow/tfjs-backend-webgpu");
  await tf.setBackend("webgpu");
  tf.env().set("WEBGPU_CPU_FORWARD", false); // small operations on the device too
  await tf.ready();
  return tf;
}

async function loadJax() {
  const jax = await import("@jax-js/jax");
  await jax.init("webgpu");
  jax.defaultDevice("webgpu");
  return jax;
}

/** @typedef {import("./webgpuTraining.mjs").Webgpu} Webgpu */

/** @param {Webgpu} backend @param {number} size @param {"f32" | "f16"} dtype */
function binadeProduct(backend, size, dtype) {
  const view = () => ({
    buffer: backend.alloc(size * size * (dtype === "f32" ? 4 : 2)),
    dtype,
    shape: [size, size],
    strides: [size, 1],
    offset: 0,
  });
  const [a, b, y] = [view(), view(), view()];
  const values = randomFloats(size * size);
  const words = dtype === "f32" ? values : Uint16Array.from(values, (x) => (Math.abs(x) * 1024) | 0x3800);
  for (const { buffer } of [a, b]) backend.write(buffer, new Uint8Array(words.buffer));
  return async () => {
    backend.kernels.matmul?.([y], [a, b], {});
    await backend.read(y.buffer, 0, 4);
  };
}

/** @param {Awaited<ReturnType<typeof loadTensorflow>>} tf @param {number} size */
function tensorflowProduct(tf, size) {
  const [a, b] = [
    tf.tensor2d(randomFloats(size * size), [size, size]),
    tf.tensor2d(randomFloats(size * size), [size, size]),
  ];
  return async () => {
    const y = tf.matMul(a, b);
    const first = tf.slice(y, [0, 0], [1, 1]);
    await first.data();
    tf.dispose([y, first]);
  };
}

/** @param {Awaited<ReturnType<typeof loadJax>>} jax @param {number} size */
function jaxProduct({ numpy: np }, size) {
  const [a, b] = [
    np.array(randomFloats(size * size)).reshape([size, size]),
    np.array(randomFloats(size * size)).reshape([size, size]),
  ];
  return async () => {
    const y = np.matmul(a.ref, b.ref);
    await y.blockUntilReady();
    y.dispose();
  };
}

/** @param {Webgpu} backend */
function binadeAdditions(backend) {
  const engine = createEngine(backend);
  const one = engine.tensor(new Float32Array(64).fill(1));
  return async () => {
    const scope = engine.scope();
    let sum = one;
    for (let i = 0; i < 200; i++) sum = add(sum, one);
    await sum.read();
    scope.end();
  };
}

/** @param {Awaited<ReturnType<typeof loadTensorflow>>} tf */
function tensorflowAdditions(tf) {
  const one = tf.ones([64]);
  return async () => {
    const sum = tf.tidy(() => {
      let total = tf.add(one, one);
      for (let i = 1; i < 200; i++) total = tf.add(total, one);
      return total;
    });
    await sum.data();
    sum.dispose();
  };
}

/** @param {Awaited<ReturnType<typeof loadJax>>} jax */
function jaxAdditions({ numpy: np }) {
  const one = np.array(new Float32Array(64).fill(1));
  return async () => {
    let sum = one.ref;
    for (let i = 0; i < 200; i++) sum = sum.add(one.ref);
    await sum.data();
  };
}

const rounds = Number(process.argv[2] ?? 15);
const processor = `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores`;
const groups = await webgpuGroups();
console.log(`\n${processor}, Node ${process.versions.node}; medians of ${rounds} interleaved rounds\n`);
const only = process.argv[3] ?? "";
for (const group of groups.filter(({ title }) => title.includes(only))) {
  const measured = await interleaveAsync(group, { rounds, onRound: () => undefined });
  const unit = measured.find(({ name }) => name === group.baseline)?.rate ?? Number.NaN;
  console.log(`| ${group.title} | ${group.unit} | range | × ${group.baseline} |\n|---|---|---|---|`);
  for (const { name, rate, slowest, fastest } of measured) {
    console.log(
      `| ${name} | ${rate.toFixed(2)} | ${slowest.toFixed(2)} … ${fastest.toFixed(2)} | ${(rate / unit).toFixed(2)} |`,
    );
  }
  console.log("");
}
process.exit(0); // the other libraries keep their devices
