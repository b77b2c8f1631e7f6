import { elementCount, type KernelParams, optimizerStateLayout, type View } from "@binade/backend";
import { dtypeCodes } from "../module/operandTable.ts";
import { elementRange } from "../threads/ranges.ts";
import type { Machine, WasmKernel } from "./machine.ts";
import { stateWords } from "./stateWords.ts";

/** Bytes of the numbers that `assembly/training/adamStep.ts` reads. */
const parametersByteLength = 64;

/** Adam and AdamW by N11; bias corrections from the host's tables by N10. */
export const adamStep: WasmKernel<"adamStep"> = (machine, outputs, inputs, params) => {
  const [g, optimizerState, c1, c2] = inputs as [View, View, View, View];
  const { memory, operands, threads } = machine;
  const state = stateWords(machine, optimizerState);
  if (state.int(optimizerStateLayout.found) !== 0) return;
  const step = state.int(optimizerStateLayout.step);
  const [w, m, v] = outputs.map((view) => memory.addressOfView(view)) as [number, number, number];
  memory.withScratch(parametersByteLength, (room) => {
    memory.bytes.set(new Uint8Array(parametersOf(params).buffer), room);
    copyCorrection(machine, c1, step, room + 32);
    copyCorrection(machine, c2, step, room + 36);
    const addsDecay = Math.fround(params.weightDecay) !== 0 && !params.decoupled;
    const gradient = operands.describe(0, g);
    const [adds, decoupled] = [addsDecay ? 1 : 0, params.decoupled ? 1 : 0];
    const range = elementRange(elementCount(g.shape));
    threads.run("adamStep", range, [w, m, v, gradient, room, adds, decoupled]);
  });
};

/** lr, b1, b2, o1, o2, eps, wd, keep: f64 arithmetic, rounded once (N9). */
function parametersOf(params: KernelParams["adamStep"]): Float32Array {
  const { learningRate, beta1, beta2, epsilon, weightDecay } = params;
  const keep = 1 - learningRate * weightDecay;
  return Float32Array.of(learningRate, beta1, beta2, 1 - beta1, 1 - beta2, epsilon, weightDecay, keep);
}

/** Entry of the step about to be applied; the last entry is 1 and holds from there on. */
function copyCorrection({ wasm, operands }: Machine, table: View, step: number, target: number): void {
  const entry = Math.min(step, table.shape[0]! - 1);
  const view = { ...table, shape: [1], offset: table.offset + entry * table.strides[0]! };
  wasm.cast(0, 1, target, dtypeCodes.f32, operands.describe(0, view), 0);
}
