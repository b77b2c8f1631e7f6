import { elementCount, optimizerStateLayout, parameterFlags } from "@binade/backend";
import { elementRange } from "../threads/ranges.ts";
import type { WasmKernel } from "./machine.ts";
import { stateWords } from "./stateWords.ts";

/** SGD by N11. The first applied step in which the parameter has a gradient sets the buffer to it. */
export const sgdStep: WasmKernel<"sgdStep"> = (machine, outputs, [g], params) => {
  const { threads, memory, operands } = machine;
  const state = stateWords(machine, outputs.at(-1)!);
  if (state.int(optimizerStateLayout.found) !== 0) return;
  const flag = optimizerStateLayout.flags + params.parameter;
  const isFirst = (state.int(flag) & parameterFlags.stepped) === 0;
  state.setInt(flag, state.int(flag) | parameterFlags.stepped);

  const w = memory.addressOfView(outputs[0]!);
  const buffer = outputs.length === 3 ? memory.addressOfView(outputs[1]!) : 0;
  threads.run("sgdStep", elementRange(elementCount(g!.shape)), [
    w,
    buffer,
    operands.describe(0, g!),
    isFirst ? 1 : 0,
    params.nesterov ? 1 : 0,
    params.learningRate,
    params.momentum,
    1 - params.dampening,
    params.weightDecay,
  ]);
};
