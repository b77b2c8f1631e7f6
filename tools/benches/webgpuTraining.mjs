/**
 * Training steps on MNIST's shapes with SGD: an MLP and a small CNN, written for backend-webgpu, TensorFlow.js and jax-js.
 * Each step ends when its loss is read.
 */
import { createEngine, crossEntropy, Generator } from "@binade/autograd";
import {
  Conv2d,
  flattenLayer,
  Linear,
  maxPool2dLayer,
  precisions,
  reluLayer,
  Sequential,
  SGD,
  sigmoidLayer,
  Trainer,
} from "@binade/nn";
import { randomFloats } from "./randomFloats.mjs";

/** @typedef {"mlp" | "cnn"} ModelName */
/** @typedef {Awaited<ReturnType<typeof import("@binade/backend-webgpu").createWebgpuBackend>>} Webgpu */
/** @typedef {typeof import("@tensorflow/tfjs")} Tensorflow */
/** @typedef {typeof import("@jax-js/jax")} Jax */

const learningRate = 0.1;
const classes = 10;

/** Layers of the MLP; channels of the CNN, whose pooled images are 7×7 at the end. */
const layers = [784, 96, 48, classes];
const channels = [1, 8, 16];
const flat = 7 * 7 * 16;

/** @type {Readonly<Record<ModelName, { title: string, batch: number }>>} */
export const models = {
  mlp: { title: `MLP ${layers.join("-")}, sigmoid`, batch: 128 },
  cnn: { title: "CNN, 3×3 convolutions to 8 and 16 channels, ReLU, max pooling, linear", batch: 64 },
};

/** @param {number} batch */
const labelsOf = (batch) => Int32Array.from({ length: batch }, (_, i) => i % classes);

/** @param {Webgpu} backend @param {ModelName} name @param {"f32" | "f16"} precision */
export function binadeStep(backend, name, precision) {
  const engine = createEngine(backend);
  const generator = new Generator(1);
  const [inputs = 0, first = 0, second = 0] = layers;
  const [colors = 0, early = 0, late = 0] = channels;
  const model =
    name === "mlp"
      ? new Sequential({
          flatten: flattenLayer(),
          fc1: new Linear(engine, inputs, first, { generator }),
          sigmoid1: sigmoidLayer(),
          fc2: new Linear(engine, first, second, { generator }),
          sigmoid2: sigmoidLayer(),
          fc3: new Linear(engine, second, classes, { generator }),
        })
      : new Sequential({
          conv1: new Conv2d(engine, [colors, early], 3, { padding: 1, generator }),
          relu1: reluLayer(),
          pool1: maxPool2dLayer(2),
          conv2: new Conv2d(engine, [early, late], 3, { padding: 1, generator }),
          relu2: reluLayer(),
          pool2: maxPool2dLayer(2),
          flatten: flattenLayer(),
          fc: new Linear(engine, flat, classes, { generator }),
        });
  const optimizer = new SGD(model.parameters, { learningRate });
  const trainer = new Trainer({ model, optimizer, loss: crossEntropy, precision: precisions[precision] });
  const { batch } = models[name];
  const input = engine.tensor(randomFloats(batch * inputs), [batch, 1, 28, 28]);
  const target = engine.tensor(labelsOf(batch));
  return async () => {
    const scope = engine.scope();
    await trainer.step(input, target).loss.read();
    scope.end();
  };
}

/** @param {Tensorflow} tf @param {ModelName} name */
export function tensorflowStep(tf, name) {
  const { batch } = models[name];
  const weight = (/** @type {number[]} */ shape, /** @type {number} */ fanIn) =>
    tf.variable(tf.randomUniform(shape, -1 / Math.sqrt(fanIn), 1 / Math.sqrt(fanIn)));
  const zeros = (/** @type {number} */ size) => tf.variable(tf.zeros([size]));
  const target = tf.oneHot(tf.tensor1d(labelsOf(batch), "int32"), classes);
  const optimizer = tf.train.sgd(learningRate);
  const forward = name === "mlp" ? mlp() : cnn();
  return async () => {
    const loss = tf.tidy(
      () =>
        /** @type {import("@tensorflow/tfjs").Scalar} */ (
          optimizer.minimize(
            () => /** @type {import("@tensorflow/tfjs").Scalar} */ (tf.losses.softmaxCrossEntropy(target, forward())),
            true,
          )
        ),
    );
    await loss.data();
    loss.dispose();
  };

  function mlp() {
    const input = tf.tensor2d(randomFloats(batch * 784), [batch, 784]);
    const linear = layers
      .slice(1)
      .map((size, i) => ({ w: weight([layers[i] ?? 0, size], layers[i] ?? 0), b: zeros(size) }));
    return () =>
      linear.reduce((/** @type {import("@tensorflow/tfjs").Tensor} */ x, { w, b }, i) => {
        const y = tf.add(tf.matMul(/** @type {any} */ (x), /** @type {any} */ (w)), b);
        return i < linear.length - 1 ? tf.sigmoid(y) : y;
      }, input);
  }

  function cnn() {
    const input = tf.tensor4d(randomFloats(batch * 784), [batch, 28, 28, 1]);
    const convolutions = channels.slice(1).map((size, i) => {
      const before = channels[i] ?? 0;
      return { w: weight([3, 3, before, size], 9 * before), b: zeros(size) };
    });
    const [w, b] = [weight([flat, classes], flat), zeros(classes)];
    return () => {
      /** @type {any} */
      let x = input;
      for (const filter of convolutions) {
        const y = tf.add(tf.conv2d(x, /** @type {any} */ (filter.w), 1, "same"), filter.b);
        x = tf.maxPool(/** @type {any} */ (tf.relu(y)), 2, 2, "valid");
      }
      return tf.add(tf.matMul(tf.reshape(x, [batch, flat]), /** @type {any} */ (w)), b);
    };
  }
}

/** Compiled whole by jax-js, as its users would. @param {Jax} jax @param {ModelName} name */
export function jaxStep({ numpy: np, nn, lax, jit, random, valueAndGrad }, name) {
  const { batch } = models[name];
  let seed = 1;
  const weight = (/** @type {number[]} */ shape, /** @type {number} */ fanIn) =>
    random.uniform(random.key(seed++), shape, { minval: -1 / Math.sqrt(fanIn), maxval: 1 / Math.sqrt(fanIn) });
  const shape = name === "mlp" ? [batch, 784] : [batch, 1, 28, 28];
  const input = np.array(randomFloats(batch * 784)).reshape(shape);
  const target = nn.oneHot(np.array(labelsOf(batch)), classes);

  /** @type {any[]} */
  let parameters =
    name === "mlp"
      ? layers.slice(1).flatMap((size, i) => [weight([layers[i] ?? 0, size], layers[i] ?? 0), np.zeros([size])])
      : [
          ...channels.slice(1).flatMap((size, i) => {
            const before = channels[i] ?? 0;
            return [weight([size, before, 3, 3], 9 * before), np.zeros([size, 1, 1])];
          }),
          weight([flat, classes], flat),
          np.zeros([classes]),
        ];

  const forward = (/** @type {any[]} */ [...weights], /** @type {any} */ x) => {
    const last = weights.splice(-2);
    while (weights.length > 0) {
      const [w, b] = weights.splice(0, 2);
      if (name === "mlp") x = nn.sigmoid(np.matmul(x, w).add(b));
      else {
        x = nn.relu(lax.conv(x, w, [1, 1], "SAME").add(b));
        const [count, depth, height, width] = x.shape;
        x = np.max(x.reshape([count, depth, height / 2, 2, width / 2, 2]), [3, 5]);
      }
    }
    return np.matmul(name === "mlp" ? x : x.reshape([batch, flat]), last[0]).add(last[1]);
  };
  const loss = (/** @type {any} */ weights, /** @type {any} */ x, /** @type {any} */ expected) =>
    nn
      .logSoftmax(forward(weights, x))
      .mul(expected)
      .sum()
      .mul(-1 / batch);
  const step = jit((/** @type {any} */ weights, /** @type {any} */ x, /** @type {any} */ expected) => {
    const [value, gradients] = valueAndGrad(loss)(
      weights.map((/** @type {any} */ w) => w.ref),
      x,
      expected,
    );
    const updated = weights.map((/** @type {any} */ w, /** @type {number} */ i) =>
      w.sub(gradients[i].mul(learningRate)),
    );
    return [value, updated];
  });
  return async () => {
    const [value, updated] = /** @type {any} */ (step(parameters, input.ref, target.ref));
    parameters = updated;
    await value.data();
  };
}
