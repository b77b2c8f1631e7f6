import type { Engine, Tensor, TensorData, TensorOptions } from "@binade/autograd";
import { type Dtype, dtypes } from "@binade/backend";
import type { RecordedTensor } from "./contractFile.ts";

/** A recorded tensor on an engine, word for word. */
export function tensorOf(engine: Engine, recorded: RecordedTensor, options: TensorOptions = {}): Tensor {
  const { dtype, shape, words } = recorded;
  return engine.tensor(wordsOf(dtype, words), shape, { ...options, dtype });
}

/** A bare string of f32 words on an engine; one axis unless a shape is given. */
export function f32TensorOf(
  engine: Engine,
  words: string,
  shape: readonly number[] = [words.length / 8],
  options: TensorOptions = {},
): Tensor {
  return tensorOf(engine, { dtype: "f32", shape, words }, options);
}

/** The words of a tensor as the recordings spell them, NaN canonical (N1). */
export async function hexOf(tensor: Tensor): Promise<string> {
  const digits = dtypes[tensor.dtype].byteWidth * 2;
  let text = "";
  for (const word of await tensor.readWords()) text += word.toString(16).padStart(digits, "0");
  return text;
}

function wordsOf(dtype: Dtype, text: string): TensorData {
  const digits = dtypes[dtype].byteWidth * 2;
  const words = Array.from({ length: text.length / digits }, (_, i) =>
    Number.parseInt(text.slice(i * digits, (i + 1) * digits), 16),
  );
  if (dtype === "f32") return new Float32Array(Uint32Array.from(words).buffer);
  if (dtype === "i32") return new Int32Array(Uint32Array.from(words).buffer);
  return digits === 4 ? Uint16Array.from(words) : Uint8Array.from(words);
}
