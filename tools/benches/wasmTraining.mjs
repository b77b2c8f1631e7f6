/** One training step of an MLP on MNIST's shapes, 784-128-10 with sigmoid, cross-entropy and SGD, batch 64, in f32. */
import { createEngine, crossEntropy, Generator } from "@binade/autograd";
import { createWasmBackend } from "@binade/backend-wasm";
import { Linear, precisions, Sequential, SGD, sigmoidLayer, Trainer } from "@binade/nn";

const [batch, inputs, hidden, classes] = [64, 784, 128, 10];
const learningRate = 0.01;
/** Of the forward product, and of the two gradients of each; that of the images is not needed. */
const operations = 2 * batch * (2 * inputs * hidden + 3 * hidden * classes);

const images = Float32Array.from({ length: batch * inputs }, (_, i) => Math.abs(Math.sin(i)));
const labels = Int32Array.from({ length: batch }, (_, i) => i % classes);

/** @typedef {import("./wasmPeers.mjs").Peers} Peers */

/** @param {Peers} peers @returns {Promise<import("../bench.mjs").Group>} */
export async function mlpGroup(peers) {
  const rows = [
    { name: "wasm f32", run: await ourStep("f32") },
    { name: "wasm f16", run: await ourStep("f16") },
    { name: "tfjs wasm", run: tfStep(peers) },
    { name: "jax-js wasm", run: jaxStep(peers) },
  ];
  return {
    title: "MLP step, batch 64, operations of its products",
    baseline: "wasm f32",
    rows: rows.map((row) => ({ ...row, elements: operations })),
  };
}

/** @param {"f32" | "f16"} name @returns {Promise<() => void>} */
async function ourStep(name) {
  const engine = createEngine(await createWasmBackend({ threads: 1 }));
  const generator = new Generator(1);
  const model = new Sequential({
    fc1: new Linear(engine, inputs, hidden, { generator }),
    sigmoid: sigmoidLayer(),
    fc2: new Linear(engine, hidden, classes, { generator }),
  });
  const optimizer = new SGD(model.parameters, { learningRate });
  const trainer = new Trainer({ model, optimizer, loss: crossEntropy, precision: precisions[name] });
  return () => {
    const scope = engine.scope();
    trainer.step(engine.tensor(images, [batch, inputs]), engine.tensor(labels));
    scope[Symbol.dispose]();
  };
}

/** @param {Peers} peers @returns {() => void} */
function tfStep({ tf }) {
  const w1 = tf.variable(tf.randomUniform([inputs, hidden], -0.03, 0.03));
  const w2 = tf.variable(tf.randomUniform([hidden, classes], -0.08, 0.08));
  const [b1, b2] = [tf.variable(tf.zeros([hidden])), tf.variable(tf.zeros([classes]))];
  const optimizer = tf.train.sgd(learningRate);
  return () =>
    tf.tidy(() => {
      const x = tf.tensor2d(images, [batch, inputs]);
      const target = tf.oneHot(tf.tensor1d(labels, "int32"), classes);
      optimizer.minimize(() => {
        const h = tf.sigmoid(tf.add(tf.matMul(x, w1), b1));
        return /** @type {import("@tensorflow/tfjs").Scalar} */ (
          tf.losses.softmaxCrossEntropy(target, tf.add(tf.matMul(h, w2), b2))
        );
      });
    });
}

/** @param {Peers} peers @returns {() => void} */
function jaxStep({ np, jax }) {
  const { nn, jit, random, valueAndGrad } = jax;
  const uniform = (/** @type {number} */ seed, /** @type {number[]} */ shape, /** @type {number} */ bound) =>
    random.uniform(random.key(seed), shape, { minval: -bound, maxval: bound });
  const loss = (/** @type {any} */ [w1, b1, w2, b2], /** @type {any} */ x, /** @type {any} */ target) => {
    const h = nn.sigmoid(np.matmul(x, w1).add(b1));
    const logits = np.matmul(h, w2).add(b2);
    return nn
      .logSoftmax(logits)
      .mul(target)
      .sum()
      .mul(-1 / batch);
  };
  const step = jit((/** @type {any} */ parameters, /** @type {any} */ x, /** @type {any} */ target) => {
    const [value, gradients] = valueAndGrad(loss)(
      parameters.map((/** @type {any} */ p) => p.ref),
      x,
      target,
    );
    const updated = parameters.map((/** @type {any} */ p, /** @type {number} */ i) =>
      p.sub(gradients[i].mul(learningRate)),
    );
    return [value, updated];
  });
  let parameters = [
    uniform(1, [inputs, hidden], 0.03),
    np.zeros([hidden]),
    uniform(2, [hidden, classes], 0.08),
    np.zeros([classes]),
  ];
  return () => {
    const x = np.array(images).reshape([batch, inputs]);
    const target = nn.oneHot(np.array(labels), classes);
    const [value, updated] = step(parameters, x, target);
    parameters = updated;
    value.dataSync();
  };
}
