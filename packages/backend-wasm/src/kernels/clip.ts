import { elementCount, optimizerStateLayout } from "@binade/backend";
import { elementRange } from "../threads/ranges.ts";
import type { WasmKernel } from "./machine.ts";
import { stateWords } from "./stateWords.ts";

const epsilon = Math.fround(1e-6);

/** total = √(sum over parameters of sum(g·g)), coef = minimum(1, maxNorm ÷ (total + 1e-6)), g = g·coef (N13). */
export const clip: WasmKernel<"clip"> = (machine, [optimizerState, ...gradients], _, { maxNorm }) => {
  const { wasm, threads, memory, operands } = machine;
  memory.withScratch(gradients.length * 4, (room) => {
    const norms = gradients.map((view) => wasm.sumOfSquares(operands.describe(0, view), elementCount(view.shape)));
    memory.bytes.set(new Uint8Array(Float32Array.from(norms).buffer), room);
    const total = Math.fround(Math.sqrt(wasm.sumOf(room, norms.length)));
    const coef = Math.min(1, Math.fround(Math.fround(maxNorm) / Math.fround(total + epsilon)));
    const state = stateWords(machine, optimizerState!);
    state.setFloat(optimizerStateLayout.norm, total);
    state.setFloat(optimizerStateLayout.coef, coef);
    for (const view of gradients) {
      threads.run("multiplyBy", elementRange(elementCount(view.shape)), [operands.describe(0, view), coef]);
    }
  });
};
