import { BackendError } from "../backendError.ts";
import type { Dtype } from "../dtype.ts";
import type { KernelName, KernelParams } from "../kernels.ts";
import { optimizerStateLayout, scalerStateLayout } from "../stateLayout.ts";
import { elementCount } from "../view.ts";
import {
  type Call,
  fail,
  requireCounts,
  requireDtype,
  requireRank,
  requireSameDtype,
  requireShape,
  requireState,
  requireSupported,
} from "./requirements.ts";
import { requirePoolWindow, windowedSize } from "./windowRules.ts";

type Rule<N extends KernelName> = (call: Call, params: KernelParams[N]) => void;

const randomDtypes: { readonly [K in KernelParams["random"]["kind"]]: Dtype } = {
  words: "i32",
  uniform: "f32",
  normal: "f32",
  keep: "u8",
};

/** What the operands of each kernel have to be: how many, of which dtypes, of which shapes. */
export const kernelRules: { readonly [N in KernelName]: Rule<N> } = {
  fill: (call) => {
    requireCounts(call, 1, 0);
    requireSupported(call, call.outputs);
  },
  copy: (call) => {
    requireElementwise(call, 1);
    requireSameDtype(call, [...call.outputs, ...call.inputs]);
  },
  cast: (call) => {
    requireElementwise(call, 1);
    requireSupported(call, [...call.outputs, ...call.inputs]);
  },
  unary: (call) => {
    requireElementwise(call, 1);
    requireArithmetic(call);
  },
  binary: (call, { op }) => {
    requireElementwise(call, 2);
    requireArithmetic(call);
    const isFloatOnly = op === "div" || op === "pow";
    if (isFloatOnly && call.outputs[0]!.dtype === "i32") fail("ERR_UNSUPPORTED_DTYPE", call, op, "a float", "i32");
  },
  compare: (call) => {
    requireElementwise(call, 2);
    requireDtype(call, "the output", call.outputs[0]!, ["u8"]);
    requireSupported(call, call.inputs);
    requireSameDtype(call, call.inputs);
  },
  select: (call) => {
    requireElementwise(call, 3);
    requireDtype(call, "the condition", call.inputs[0]!, ["u8"]);
    requireSameDtype(call, [call.outputs[0]!, call.inputs[1]!, call.inputs[2]!]);
  },
  reduce,
  matmul,
  im2col: (call, window) => {
    requireCounts(call, 1, 1);
    const x = requireRank(call, "x", call.inputs[0]!, 4);
    requireSameDtype(call, [call.outputs[0]!, x]);
    const [n, c] = x.shape as number[];
    const size = windowedSize(call, x.shape.slice(2), window);
    requireShape(call, "the columns", call.outputs[0]!, [c!, ...window.kernelSize, n!, ...size]);
  },
  col2im: (call, window) => {
    requireCounts(call, 1, 1);
    const y = requireRank(call, "the output", call.outputs[0]!, 4);
    requireSupported(call, [y]);
    requireDtype(call, "the columns", call.inputs[0]!, ["f32"]);
    const [n, c] = y.shape as number[];
    const size = windowedSize(call, y.shape.slice(2), window);
    requireShape(call, "the columns", call.inputs[0]!, [n!, c!, ...window.kernelSize, ...size]);
  },
  pool: (call, params) => {
    requireCounts(call, params.op === "max" ? 2 : 1, 1);
    requirePooling(call, { image: call.inputs[0]!, pooled: call.outputs }, params);
  },
  poolGradient: (call, params) => {
    requireCounts(call, 1, params.op === "max" ? 2 : 1);
    requirePooling(call, { image: call.outputs[0]!, pooled: call.inputs }, params);
  },
  gatherRows: (call) => {
    requireCounts(call, 1, 2);
    const [x, index] = [requireRank(call, "x", call.inputs[0]!, 2), requireIndex(call, call.inputs[1]!)];
    requireSameDtype(call, [call.outputs[0]!, x]);
    requireShape(call, "the output", call.outputs[0]!, [index.shape[0]!, x.shape[1]!]);
  },
  scatterAddRows: (call) => {
    requireCounts(call, 1, 2);
    const [y, index] = [requireRank(call, "the output", call.outputs[0]!, 2), requireIndex(call, call.inputs[1]!)];
    requireSupported(call, [y, call.inputs[0]!]);
    requireShape(call, "the gradient", call.inputs[0]!, [index.shape[0]!, y.shape[1]!]);
  },
  random: (call, { kind, seed, stream }) => {
    requireCounts(call, 1, 0);
    requireDtype(call, "the output", call.outputs[0]!, [randomDtypes[kind]]);
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new RangeError(`random: seed must be an integer from 0 to 2^53 - 1, got ${seed}`);
    }
    if (!Number.isInteger(stream) || stream < 0 || stream > 0xffffffff) {
      throw new RangeError(`random: stream must be an integer from 0 to 2^32 - 1, got ${stream}`);
    }
  },
  unscaleAndCheck: (call, { parameters }) => {
    requireCounts(call, parameters.length + 1, 1);
    requireState(call, "the scaler state", call.inputs[0]!, scalerStateLayout.wordCount);
    const last = parameters.reduce((largest, parameter) => Math.max(largest, parameter), -1);
    requireState(call, "the optimizer state", call.outputs[0]!, optimizerStateLayout.flags + last + 1);
    requireSupported(call, call.outputs.slice(1));
  },
  updateScale: (call, params) => {
    requireCounts(call, Math.max(call.outputs.length, 1), 0);
    requireState(call, "the scaler state", call.outputs[0]!, scalerStateLayout.wordCount);
    for (const state of call.outputs.slice(1)) {
      requireState(call, "an optimizer state", state, optimizerStateLayout.flags);
    }
    for (const name of ["growthFactor", "backoffFactor"] as const) {
      if (Math.fround(params[name]) === params[name]) continue;
      throw new RangeError(`updateScale: ${name} must be exact in f32, got ${params[name]}`);
    }
  },
  clip: (call) => {
    requireCounts(call, Math.max(call.outputs.length, 1), 0);
    requireState(call, "the optimizer state", call.outputs[0]!, optimizerStateLayout.flags);
    requireSupported(call, call.outputs.slice(1));
  },
  sgdStep: (call, { momentum, parameter }) => {
    requireCounts(call, momentum === 0 ? 2 : 3, 1);
    const weights = call.outputs.slice(0, -1);
    for (const view of weights) requireDtype(call, "weights and buffer", view, ["f32"]);
    const state = call.outputs[call.outputs.length - 1]!;
    requireState(call, "the optimizer state", state, optimizerStateLayout.flags + parameter + 1);
    requireGradient(call, weights);
  },
  adamStep: (call) => {
    requireCounts(call, 3, 4);
    for (const view of call.outputs) requireDtype(call, "weights and moments", view, ["f32"]);
    requireState(call, "the optimizer state", call.inputs[1]!, optimizerStateLayout.flags);
    for (const table of call.inputs.slice(2)) {
      requireDtype(call, "a table of bias corrections", table, ["f32"]);
      requireRank(call, "a table of bias corrections", table, 1);
      if (table.shape[0] === 0) fail("ERR_SHAPE", call, "a table of bias corrections", "an entry", "none");
    }
    requireGradient(call, call.outputs);
  },
  advanceStep: (call) => {
    requireCounts(call, 1, 0);
    requireState(call, "the optimizer state", call.outputs[0]!, optimizerStateLayout.flags);
  },
};

function requireElementwise(call: Call, inputCount: number): void {
  requireCounts(call, 1, inputCount);
  for (const input of call.inputs)
    requireShape(call, "every input (broadcast by stride 0)", input, call.outputs[0]!.shape);
}

/** Arithmetic element by element: one dtype, in and out. */
function requireArithmetic(call: Call): void {
  requireSupported(call, call.inputs);
  requireSameDtype(call, [...call.outputs, ...call.inputs]);
}

const floatOutputs: readonly Dtype[] = ["f32", "f16", "bf16"];

function reduce(call: Call, { op, axes }: KernelParams["reduce"]): void {
  requireCounts(call, 1, 1);
  requireSupported(call, call.inputs);
  const [x, y] = [call.inputs[0]!, call.outputs[0]!];
  const isAscending = axes.every((axis, i) => Number.isInteger(axis) && axis > (axes[i - 1] ?? -1));
  if (!isAscending || (axes[axes.length - 1] ?? 0) >= Math.max(x.shape.length, 1)) {
    fail("ERR_SHAPE", call, "axes", `ascending ones below ${x.shape.length}`, `[${axes}]`);
  }
  const isEmpty = elementCount(axes.map((axis) => x.shape[axis]!)) === 0;
  if (isEmpty && (op === "max" || op === "min" || op === "argmax")) {
    throw new BackendError("ERR_SHAPE", `reduce: ${op} of an empty axis has no value, got shape [${x.shape}]`);
  }
  // Reduced axes may be left as 1.
  const kept = x.shape.filter((_, axis) => !axes.includes(axis));
  const withOnes = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  requireShape(call, "the output", y, y.shape.length === withOnes.length ? withOnes : kept);
  const isInteger = x.dtype === "i32" || x.dtype === "u8";
  if (op === "mean" && isInteger) fail("ERR_UNSUPPORTED_DTYPE", call, "mean", "a float dtype", x.dtype);
  const allowed: { readonly [O in typeof op]: readonly Dtype[] } = {
    sum: isInteger ? ["i32", x.dtype] : floatOutputs,
    mean: floatOutputs,
    max: [x.dtype],
    min: [x.dtype],
    argmax: ["i32"],
  };
  requireDtype(call, `the ${op} of ${x.dtype}`, y, allowed[op]);
}

function matmul(call: Call): void {
  requireCounts(call, 1, call.inputs.length === 3 ? 3 : 2);
  requireSupported(call, [...call.inputs, ...call.outputs]);
  const [a, b, bias] = call.inputs;
  const wide = bias === undefined ? call.outputs : [...call.outputs, bias];
  for (const view of wide) requireDtype(call, "the output and the bias", view, floatOutputs);
  const rank = a!.shape.length;
  const fits = rank >= 2 && b!.shape.length === rank && a!.shape[rank - 1] === b!.shape[rank - 2];
  if (!fits) fail("ERR_SHAPE", call, "operands", "[…, m, k] × […, k, n]", `[${a!.shape}] and [${b!.shape}]`);
  const batch = a!.shape.slice(0, -2);
  requireShape(call, "the second operand", b!, [...batch, ...b!.shape.slice(-2)]);
  const shape = [...batch, a!.shape[rank - 2]!, b!.shape[rank - 1]!];
  requireShape(call, "the output", call.outputs[0]!, shape);
  if (bias !== undefined) requireShape(call, "the bias (broadcast by stride 0)", bias, shape);
}

function requirePooling(
  call: Call,
  { image, pooled }: { readonly image: Call["inputs"][number]; readonly pooled: Call["inputs"] },
  params: KernelParams["pool"],
): void {
  requireRank(call, "the image", image, 4);
  requireSupported(call, [image]);
  requirePoolWindow(call, params);
  const shape = [...image.shape.slice(0, 2), ...windowedSize(call, image.shape.slice(2), params)];
  const [values, index] = pooled;
  requireSameDtype(call, [image, values!]);
  requireShape(call, "the pooled image", values!, shape);
  if (index === undefined) return;
  requireDtype(call, "the index", index, ["i32"]);
  requireShape(call, "the index", index, shape);
}

function requireIndex(call: Call, index: Call["inputs"][number]): Call["inputs"][number] {
  requireDtype(call, "the index", index, ["i32"]);
  return requireRank(call, "the index", index, 1);
}

/** One gradient of the weights' shape, of any float dtype that computes; moments and buffers of that shape too. */
function requireGradient(call: Call, weights: Call["outputs"]): void {
  const { shape } = weights[0]!;
  requireDtype(call, "the gradient", call.inputs[0]!, floatOutputs);
  for (const view of [...weights, call.inputs[0]!])
    requireShape(call, "weights, their state and gradient", view, shape);
}
