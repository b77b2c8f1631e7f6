import type { FaultCall, FaultOperand } from "./faultyBackend.ts";
import { f32, valueOf16, valueOf32, wordOf32 } from "./floats.ts";
import { fault, type PlantedFault } from "./plant.ts";

/** In rows, windows, the scaler and the optimizers. */
export const trainingFaults: readonly PlantedFault[] = [
  {
    name: "unscale by division",
    does: "divides f32 gradients by the scale",
    cause: "unscale-by-division",
    kernels: ["unscaleAndCheck"],
    faults: [
      fault({
        kernel: "unscaleAndCheck",
        after: ({ outputs, before, inputs }) => {
          const scale = valueOf32(inputs[0]?.words[0] as number);
          outputs.forEach((output, index) => {
            if (output.dtype !== "f32") return;
            const g = before[index] as FaultOperand;
            for (let i = 0; i < output.words.length; i++)
              output.words[i] = wordOf32(valueOf32(g.words[i] as number) / scale);
          });
        },
      }),
    ],
  },
  {
    name: "rows added in reverse",
    does: "scatters rows from the last to the first",
    cause: "gathered-in-reverse",
    kernels: ["scatterAddRows"],
    faults: [
      fault({
        kernel: "scatterAddRows",
        prepare: ({ inputs }) => {
          const [g, index] = inputs as [FaultOperand, FaultOperand];
          const width = g.shape[1] as number;
          const rows = Array.from({ length: g.shape[0] as number }, (_, row) =>
            Array.from(g.words.slice(row * width, (row + 1) * width)),
          );
          g.words.set(rows.reverse().flat());
          index.words.reverse();
        },
      }),
    ],
  },
  {
    name: "Adam's other spelling",
    does: "moves the first moment by m + o1·(g − m)",
    cause: "first-moment-by-difference",
    kernels: ["adamStep"],
    faults: [
      fault({
        kernel: "adamStep",
        hits: (call) => isApplied(call.inputs[1]),
        after: adamByDifference,
      }),
    ],
  },
  {
    name: "padding counted",
    does: "divides an average by the whole window though padding is not to count",
    cause: "pool-counts-padding",
    kernels: ["pool"],
    op: "avg",
    faults: [
      fault({
        kernel: "pool",
        hits: ({ params }) => params.op === "avg" && !params.countIncludePad,
        after: averageOverAll,
      }),
    ],
  },
  {
    name: "steps on a found overflow",
    does: "counts a step that was skipped",
    cause: "counts-skipped-steps",
    kernels: ["advanceStep"],
    faults: [
      fault({
        kernel: "advanceStep",
        after: ({ outputs, before }) => {
          (outputs[0] as FaultOperand).words[1] = ((before[0] as FaultOperand).words[1] as number) + 1;
        },
      }),
    ],
  },
  {
    name: "growth at every step beyond",
    does: "grows the scale when the tracker is at least the interval though equality is asked for",
    cause: "growth-at-least",
    kernels: ["updateScale"],
    faults: [
      fault({
        kernel: "updateScale",
        hits: ({ params, before }) =>
          params.dynamic &&
          params.growthTest === "equal" &&
          ((before[0] as FaultOperand).words[1] as number) >= params.growthInterval &&
          before.slice(1).every(isApplied),
        after: ({ outputs, before, params }) => {
          const state = (outputs[0] as FaultOperand).words;
          const grown = f32(valueOf32((before[0] as FaultOperand).words[0] as number) * params.growthFactor);
          if (grown <= params.maxScale) state[0] = wordOf32(grown);
          state[1] = 0;
        },
      }),
    ],
  },
  {
    name: "dampened first step",
    does: "dampens the gradient in the first step too",
    cause: "sgd-dampens-first-step",
    kernels: ["sgdStep"],
    faults: [
      fault({
        kernel: "sgdStep",
        hits: ({ params, before }) =>
          params.momentum !== 0 &&
          params.dampening !== 0 &&
          params.weightDecay !== 0 &&
          before.length === 3 &&
          isApplied(before[2]) &&
          (((before[2] as FaultOperand).words[4 + params.parameter] as number) & 1) === 0,
        after: ({ params, outputs, before, inputs }) => {
          const [w, buffer] = outputs as [FaultOperand, FaultOperand, FaultOperand];
          const g = inputs[0] as FaultOperand;
          if (g.dtype !== "f32") return;
          for (let i = 0; i < w.words.length; i++) {
            const weight = valueOf32((before[0] as FaultOperand).words[i] as number);
            const gradient = f32(valueOf32(g.words[i] as number) + f32(f32(params.weightDecay) * weight));
            const old = valueOf32((before[1] as FaultOperand).words[i] as number);
            const velocity = f32(f32(f32(params.momentum) * old) + f32(f32(1 - params.dampening) * gradient));
            buffer.words[i] = wordOf32(velocity);
            const direction = params.nesterov ? f32(gradient + f32(f32(params.momentum) * velocity)) : velocity;
            w.words[i] = wordOf32(weight - f32(f32(params.learningRate) * direction));
          }
        },
      }),
    ],
  },
];

function isApplied(state: FaultOperand | undefined): boolean {
  return state?.words[0] === 0;
}

function adamByDifference({ params, outputs, before, inputs }: FaultCall<"adamStep">): void {
  const [w, m, v] = outputs as [FaultOperand, FaultOperand, FaultOperand];
  const [g, state, table1, table2] = inputs as [FaultOperand, FaultOperand, FaultOperand, FaultOperand];
  const entry = ({ words }: FaultOperand): number =>
    valueOf32(words[Math.min(state.words[1] as number, words.length - 1)] as number);
  const [c1, c2, lr, eps] = [entry(table1), entry(table2), f32(params.learningRate), f32(params.epsilon)];
  const [o1, b2, o2] = [f32(1 - params.beta1), f32(params.beta2), f32(1 - params.beta2)];
  const at = (index: number, i: number): number => valueOf32((before[index] as FaultOperand).words[i] as number);
  const decay = f32(params.weightDecay);
  for (let i = 0; i < w.words.length; i++) {
    const weight = params.decoupled ? f32(at(0, i) * f32(1 - params.learningRate * params.weightDecay)) : at(0, i);
    const own = valueOfWord(g, i);
    const gradient = decay !== 0 && !params.decoupled ? f32(own + f32(decay * weight)) : own;
    const first = f32(at(1, i) + f32(o1 * f32(gradient - at(1, i))));
    const second = f32(f32(b2 * at(2, i)) + f32(o2 * f32(gradient * gradient)));
    m.words[i] = wordOf32(first);
    v.words[i] = wordOf32(second);
    const denominator = f32(f32(Math.sqrt(f32(second / c2))) + eps);
    w.words[i] = wordOf32(weight - f32(f32(lr * f32(first / c1)) / denominator));
  }
}

/** The value of an element of a gradient of any dtype. */
function valueOfWord({ dtype, words }: FaultOperand, i: number): number {
  const word = words[i] as number;
  if (dtype === "f32") return valueOf32(word);
  return dtype === "f16" ? valueOf16(word) : valueOf32((word << 16) >>> 0);
}

function averageOverAll({ params, outputs, inputs }: FaultCall<"pool">): void {
  const [y, x] = [outputs[0] as FaultOperand, inputs[0] as FaultOperand];
  if (x.dtype !== "f32") return;
  const [, , height, width] = x.shape as [number, number, number, number];
  const [, , outHeight, outWidth] = y.shape as [number, number, number, number];
  for (let i = 0; i < y.words.length; i++) {
    const [plane, oh, ow] = [
      Math.floor(i / (outHeight * outWidth)),
      Math.floor(i / outWidth) % outHeight,
      i % outWidth,
    ];
    let sum = 0;
    for (let kh = 0; kh < params.kernelSize[0]; kh++) {
      for (let kw = 0; kw < params.kernelSize[1]; kw++) {
        const [h, w] = [oh * params.stride[0] + kh - params.padding[0], ow * params.stride[1] + kw - params.padding[1]];
        if (h < 0 || h >= height || w < 0 || w >= width) continue;
        sum = f32(sum + valueOf32(x.words[(plane * height + h) * width + w] as number));
      }
    }
    y.words[i] = wordOf32(sum / (params.kernelSize[0] * params.kernelSize[1]));
  }
}
