import { createEngine, type Engine, type Tensor } from "@binade/autograd";
import type { Backend } from "@binade/backend";
import { createCpuBackend } from "@binade/backend-cpu";
import type { Optimizer, Parameter } from "../src/index.ts";

/** An engine on the reference backend, and how often something was read from it. */
export async function engineOnCpu(): Promise<{ engine: Engine; reads: () => number }> {
  const cpu = await createCpuBackend();
  let reads = 0;
  const backend: Backend = {
    ...cpu,
    read: (...range) => {
      reads++;
      return cpu.read(...range);
    },
  };
  return { engine: createEngine(backend), reads: () => reads };
}

/** A leaf with a name. */
export function parameter(engine: Engine, name: string, values: readonly number[]): Parameter {
  return { name, tensor: engine.tensor(values, [values.length], { requiresGrad: true, role: "parameter" }) };
}

/** Give a parameter a gradient, as a backward walk would. */
export function setGradient(tensor: Tensor, values: readonly number[]): void {
  tensor.grad?.dispose();
  tensor.grad = tensor.engine.tensor(values, [values.length], { dtype: tensor.dtype, role: "gradient" });
}

/** f32 words of what a tensor holds, so that −0 and NaN are told apart. */
export async function words(tensor: Tensor): Promise<number[]> {
  return [...(await tensor.readWords())];
}

/** f32 words of numbers. */
export function wordsOf(values: readonly number[]): number[] {
  return [...new Uint32Array(Float32Array.from(values).buffer)];
}

/** The device state of an optimizer as integers. */
export async function stateOf(optimizer: Optimizer): Promise<number[]> {
  return [...(await optimizer.state.read())];
}

/** Numbers that look random: the fractional parts of multiples of an irrational, in ±size. */
export function scattered(count: number, start: number, size = 1): number[] {
  return Array.from({ length: count }, (_, i) => {
    const x = (start + i + 1) * 0.6180339887498949;
    return Math.fround(size * (2 * (x - Math.floor(x)) - 1));
  });
}
