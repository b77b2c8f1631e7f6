/**
 * One training step of the CNN of the command, on MNIST's shapes: conv 8-BN-ReLU-pool, conv 16-ReLU-pool, linear, Adam, batch
 * 64, in f32. TensorFlow.js on WebAssembly has no row: it has no kernel for the gradient of a convolution's filter.
 */
import { createEngine, crossEntropy, Generator } from "@binade/autograd";
import { createWasmBackend } from "@binade/backend-wasm";
import {
  Adam,
  BatchNorm2d,
  Conv2d,
  flattenLayer,
  Linear,
  maxPool2dLayer,
  precisions,
  reluLayer,
  Sequential,
  Trainer,
} from "@binade/nn";

const [batch, side, classes] = [64, 28, 10];
const adam = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
const [places, halved] = [batch * side * side, (batch * side * side) / 4];
/** Of the forward products and their two gradients each; that of the images is not needed. */
const operations = 2 * (2 * places * 8 * 9 + 3 * halved * 16 * 72 + 3 * batch * 784 * classes);

const images = Float32Array.from({ length: batch * side * side }, (_, i) => Math.abs(Math.sin(i)));
const labels = Int32Array.from({ length: batch }, (_, i) => i % classes);

/** @typedef {import("./wasmPeers.mjs").Peers} Peers */

/** @param {Peers} peers @returns {Promise<import("../bench.mjs").Group>} */
export async function cnnGroup(peers) {
  const rows = [
    { name: "wasm f32", run: await ourStep("f32", 1) },
    { name: "wasm f16", run: await ourStep("f16", 1) },
    { name: "wasm f32, two threads", run: await ourStep("f32", 2) },
    { name: "jax-js wasm", run: jaxStep(peers) },
  ];
  return {
    title: "CNN step, batch 64, operations of its products",
    baseline: "wasm f32",
    rows: rows.map((row) => ({ ...row, elements: operations })),
  };
}

/** @param {"f32" | "f16"} name @param {number} threads @returns {Promise<() => void>} */
async function ourStep(name, threads) {
  const engine = createEngine(await createWasmBackend({ threads }));
  const generator = new Generator(1);
  const model = new Sequential({
    conv1: new Conv2d(engine, [1, 8], 3, { padding: 1, generator }),
    norm1: new BatchNorm2d(engine, 8),
    relu1: reluLayer(),
    pool1: maxPool2dLayer(2),
    conv2: new Conv2d(engine, [8, 16], 3, { padding: 1, generator }),
    relu2: reluLayer(),
    pool2: maxPool2dLayer(2),
    flatten: flattenLayer(),
    fc: new Linear(engine, 784, classes, { generator }),
  });
  const optimizer = new Adam(model.parameters, { learningRate: adam.learningRate });
  const trainer = new Trainer({ model, optimizer, loss: crossEntropy, precision: precisions[name] });
  return () => {
    const scope = engine.scope();
    trainer.step(engine.tensor(images, [batch, 1, side, side]), engine.tensor(labels));
    scope[Symbol.dispose]();
  };
}

/** @param {Peers} peers @returns {() => void} */
function jaxStep({ np, jax }) {
  const { jit, lax, nn, valueAndGrad } = jax;
  /** @typedef {any} Value */
  const pool = (/** @type {Value} */ x, /** @type {number} */ channels, /** @type {number} */ size) =>
    x.reshape([batch, channels, size / 2, 2, size / 2, 2]).max([3, 5]);
  const convolve = (/** @type {Value} */ x, /** @type {Value} */ w) =>
    lax.convGeneralDilated(
      x,
      w,
      [1, 1],
      [
        [1, 1],
        [1, 1],
      ],
    );
  const normalize = (/** @type {Value} */ x, /** @type {Value} */ gamma, /** @type {Value} */ beta) => {
    const mean = x.ref.mean([0, 2, 3], { keepdims: true });
    const d = x.sub(mean);
    const variance = d.ref.mul(d.ref).mean([0, 2, 3], { keepdims: true });
    return d
      .div(np.sqrt(variance.add(1e-5)))
      .mul(gamma)
      .add(beta);
  };
  const loss = (
    /** @type {Value} */ [w1, b1, gamma, beta, w2, b2, w3, b3],
    /** @type {Value} */ x,
    /** @type {Value} */ target,
  ) => {
    const first = pool(nn.relu(normalize(convolve(x, w1).add(b1), gamma, beta)), 8, side);
    const second = pool(nn.relu(convolve(first, w2).add(b2)), 16, side / 2);
    const logits = np.matmul(second.reshape([batch, 784]), w3).add(b3);
    return nn
      .logSoftmax(logits)
      .mul(target)
      .sum()
      .mul(-1 / batch);
  };
  const step = jit(
    (
      /** @type {Value} */ w,
      /** @type {Value} */ m,
      /** @type {Value} */ v,
      /** @type {Value} */ x,
      /** @type {Value} */ target,
    ) => {
      const [value, g] = valueAndGrad(loss)(
        w.map((/** @type {Value} */ p) => p.ref),
        x,
        target,
      );
      const means = m.map((/** @type {Value} */ p, /** @type {number} */ i) =>
        p.mul(adam.beta1).add(g[i].ref.mul(1 - adam.beta1)),
      );
      const squares = v.map((/** @type {Value} */ p, /** @type {number} */ i) =>
        p.mul(adam.beta2).add(g[i].ref.mul(g[i]).mul(1 - adam.beta2)),
      );
      const weights = w.map((/** @type {Value} */ p, /** @type {number} */ i) =>
        p.sub(means[i].ref.mul(adam.learningRate).div(np.sqrt(squares[i].ref).add(adam.epsilon))),
      );
      return [value, weights, means, squares];
    },
  );
  const shapes = [
    [8, 1, 3, 3],
    [1, 8, 1, 1],
    [1, 8, 1, 1],
    [1, 8, 1, 1],
    [16, 8, 3, 3],
    [1, 16, 1, 1],
    [784, 10],
    [10],
  ];
  const fill = (/** @type {number[]} */ shape, /** @type {number} */ size) => {
    const count = shape.reduce((a, b) => a * b);
    return np.array(Float32Array.from({ length: count }, (_, i) => size * Math.sin(i + 1))).reshape(shape);
  };
  let state = [
    shapes.map((shape, i) => fill(shape, i === 2 ? 1 : 0.1)),
    shapes.map((shape) => np.zeros(shape)),
    shapes.map((shape) => np.zeros(shape)),
  ];
  return () => {
    const x = np.array(images).reshape([batch, 1, side, side]);
    const [w, m, v] = state;
    const [value, ...next] = step(w, m, v, x, nn.oneHot(np.array(labels), classes));
    state = next;
    value.dataSync();
  };
}
