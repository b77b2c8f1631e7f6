import { crossEntropy, type Engine, type Generator } from "@binade/autograd";
import {
  Adam,
  avgPool2dLayer,
  BatchNorm2d,
  Conv2d,
  flattenLayer,
  Linear,
  type LossFunction,
  type Module,
  maxPool2dLayer,
  type Optimizer,
  reluLayer,
  Sequential,
  sigmoidLayer,
} from "@binade/nn";

/** What is trained: a model on MNIST images `[n, 1, 28, 28]` in [0, 1], with the sizes that it is known to learn with. */
export interface Task {
  readonly description: string;
  readonly batch: number;
  /** Steps by default; `undefined`: one epoch. */
  readonly steps: number | undefined;
  /** Good steps before the loss scale grows: shorter than the usual 2000, which a run of this length never reaches. */
  readonly growthInterval: number;
  readonly model: (engine: Engine, generator: Generator) => Module;
  /** Its learning rate is the first step's; it falls linearly and would be 0 after the last. */
  readonly optimizer: (model: Module) => Optimizer;
  readonly loss: LossFunction;
}

const adam =
  (learningRate: number): Task["optimizer"] =>
  (model) =>
    new Adam(model.parameters, { learningRate });

export type TaskName = "mnist-mlp" | "mnist-cnn" | "deep-sigmoid";

export const tasks: { readonly [N in TaskName]: Task } = {
  "mnist-mlp": {
    description: "784-96-48-10, sigmoid, Adam",
    batch: 128,
    steps: undefined,
    growthInterval: 50,
    model: (engine, generator) =>
      new Sequential({
        flatten: flattenLayer(),
        fc1: new Linear(engine, 784, 96, { generator }),
        sigmoid1: sigmoidLayer(),
        fc2: new Linear(engine, 96, 48, { generator }),
        sigmoid2: sigmoidLayer(),
        fc3: new Linear(engine, 48, 10, { generator }),
      }),
    optimizer: adam(0.015),
    loss: crossEntropy,
  },
  "mnist-cnn": {
    description: "conv 8-BN-ReLU-pool, conv 16-ReLU-pool, linear, Adam",
    batch: 64,
    steps: 400,
    growthInterval: 50,
    model: (engine, generator) =>
      new Sequential({
        conv1: new Conv2d(engine, [1, 8], 3, { padding: 1, generator }),
        norm1: new BatchNorm2d(engine, 8),
        relu1: reluLayer(),
        pool1: maxPool2dLayer(2),
        conv2: new Conv2d(engine, [8, 16], 3, { padding: 1, generator }),
        relu2: reluLayer(),
        pool2: maxPool2dLayer(2),
        flatten: flattenLayer(),
        fc: new Linear(engine, 784, 10, { generator }),
      }),
    optimizer: adam(0.01),
    loss: crossEntropy,
  },
  "deep-sigmoid": {
    description: "49 means of 4×4 pixels, six sigmoid layers of 64, Adam: the gradients of the first layers are tiny",
    batch: 512,
    steps: 500,
    growthInterval: 50,
    model: (engine, generator) => {
      const layers: Record<string, Module> = { shrink: avgPool2dLayer(4), flatten: flattenLayer() };
      for (let i = 1; i <= 6; i++) {
        layers[`fc${i}`] = new Linear(engine, i === 1 ? 49 : 64, 64, { generator });
        layers[`sigmoid${i}`] = sigmoidLayer();
      }
      layers["fc7"] = new Linear(engine, 64, 10, { generator });
      return new Sequential(layers);
    },
    optimizer: adam(0.002),
    loss: crossEntropy,
  },
};

export const taskNames: readonly TaskName[] = Object.keys(tasks) as TaskName[];
