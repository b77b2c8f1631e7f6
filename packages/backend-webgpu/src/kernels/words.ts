import { dtypes, elementCount, type View } from "@binade/backend";
import type { DispatchRequest, KernelRunner } from "./kernelRunner.ts";

/** The word of a binary32 value. */
export function f32Word(value: number): number {
  float[0] = value;
  return word[0] as number;
}

const float = new Float32Array(1); //               scratch
const word = new Uint32Array(float.buffer); //      scratch, the same four bytes

/** Words that a view occupies; its last one may be filled partly. */
export function wordCount({ dtype, shape }: View): number {
  return Math.ceil((elementCount(shape) * dtypes[dtype].byteWidth) / 4);
}

/** Run a shader that has `element()`: one invocation for each word of the output `y`. */
export function runByWord(
  runner: KernelRunner,
  y: View,
  request: Omit<DispatchRequest, "size" | "write"> & { readonly write?: Readonly<Record<string, View>> },
): void {
  const words = wordCount(y);
  runner.run({
    ...request,
    write: { y, ...request.write },
    params: { ...request.params, count: elementCount(y.shape), word_count: words },
    size: { items: words },
  });
}
