/**
 * How fast a CUDA device computes in the exact tier: `node tools/benches/cuda.mjs [--device 0|host] [--rounds N] [--json FILE]`.
 * It needs a build. The host device is the CPU, and slow: its sizes are smaller.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createEngine, crossEntropy, Generator } from "@binade/autograd";
import { kernelFor, rowMajorStrides } from "@binade/backend";
import { createCudaBackend } from "@binade/backend-cuda";
import { Linear, precisions, Sequential, SGD, sigmoidLayer, Trainer } from "@binade/nn";

/** @typedef {import("@binade/backend").Backend} Backend */
/** @typedef {{ name: string, unit: string, operations: number, enqueue: () => void }} Row */

const sizes = {
  gpu: { matrix: 4096, elements: 2 ** 26, hidden: 1024 },
  host: { matrix: 256, elements: 2 ** 20, hidden: 128 },
};

const { values } = parseArgs({
  options: {
    device: { type: "string", default: "0" },
    rounds: { type: "string", default: "10" },
    json: { type: "string" },
  },
});
const backend = await createCudaBackend({ device: values.device === "host" ? "host" : Number(values.device) });
const { matrix, elements, hidden } = sizes[backend.device.isEmulated ? "host" : "gpu"];

const rows = [product("f32"), product("f16"), product("bf16"), addition(), trainingStep("f32"), trainingStep("f16")];
console.log(`${backend.name} on ${backend.device.name}, exact tier; the median of ${values.rounds} rounds\n`);
console.log("| what | milliseconds | rate |\n|---|---|---|");
const results = [];
for (const row of rows) {
  const milliseconds = await median(row.enqueue);
  const rate = row.operations / milliseconds / 1e6;
  results.push({ name: row.name, milliseconds, rate, unit: row.unit });
  console.log(`| ${row.name} | ${milliseconds.toPrecision(3)} | ${rate.toPrecision(3)} ${row.unit} |`);
}
const { name, computeCapability } = backend.device;
if (values.json !== undefined) {
  writeFileSync(
    values.json,
    `${JSON.stringify({ backend: backend.name, device: name, computeCapability, results }, null, 1)}\n`,
  );
}
await backend.dispose();

/** @param {() => void} enqueue */
async function median(enqueue) {
  const times = [];
  for (let round = 0; round <= Number(values.rounds); round++) {
    const start = performance.now();
    enqueue();
    await backend.sync();
    times.push(performance.now() - start);
  }
  // the first round loads the kernels
  return /** @type {number} */ (times.slice(1).sort((a, b) => a - b)[Math.floor((times.length - 1) / 2)]);
}

/** @param {"f32" | "f16" | "bf16"} dtype @param {readonly number[]} shape */
function operand(dtype, shape) {
  const count = shape.reduce((product, size) => product * size, 1);
  const buffer = backend.alloc(count * 4);
  return /** @type {const} */ ({ buffer, dtype, shape, strides: rowMajorStrides(shape), offset: 0 });
}

/** @param {"f32" | "f16" | "bf16"} dtype @returns {Row} */
function product(dtype) {
  const shape = [matrix, matrix];
  const [y, a, b] = [operand(dtype, shape), operand(dtype, shape), operand(dtype, shape)];
  return {
    name: `matmul ${matrix}³, ${dtype}`,
    unit: "GFLOP/s",
    operations: 2 * matrix * matrix * matrix,
    enqueue: () => kernelFor(backend, "matmul")([y], [a, b], {}),
  };
}

/** @returns {Row} */
function addition() {
  const [y, a, b] = [operand("f32", [elements]), operand("f32", [elements]), operand("f32", [elements])];
  return {
    name: `add of ${elements} f32`,
    unit: "GB/s",
    operations: 12 * elements,
    enqueue: () => kernelFor(backend, "binary")([y], [a, b], { op: "add" }),
  };
}

/** One step of an MLP 784-hidden-10 on a batch of 128. @param {"f32" | "f16"} precision @returns {Row} */
function trainingStep(precision) {
  const [batch, inputs, classes] = [128, 784, 10];
  const engine = createEngine(backend);
  const generator = new Generator(1);
  const model = new Sequential({
    fc1: new Linear(engine, inputs, hidden, { generator }),
    sigmoid: sigmoidLayer(),
    fc2: new Linear(engine, hidden, classes, { generator }),
  });
  const optimizer = new SGD(model.parameters, { learningRate: 0.01 });
  const trainer = new Trainer({ model, optimizer, loss: crossEntropy, precision: precisions[precision] });
  const images = Float32Array.from({ length: batch * inputs }, (_, i) => (i % 251) / 251);
  const labels = Int32Array.from({ length: batch }, (_, i) => i % classes);
  return {
    name: `training step 784-${hidden}-10, batch ${batch}, ${precision}`,
    unit: "GFLOP/s of its products",
    operations: 2 * batch * (2 * inputs * hidden + 3 * hidden * classes),
    enqueue: () => {
      const scope = engine.scope();
      trainer.step(engine.tensor(images, [batch, inputs]), engine.tensor(labels));
      scope[Symbol.dispose]();
    },
  };
}
