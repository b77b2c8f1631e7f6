import { BackendError, type Dtype, elementCount, isDense, type View } from "@binade/backend";
import { BF16, decodeInto, E4M3FN, E5M2, encodeInto, FP16 } from "@binade/softfloat";
import type { Memory, Words } from "./memory.ts";

/** The formats narrower than f32 as softfloat knows them. */
const formats = { f16: FP16, bf16: BF16, e4m3fn: E4M3FN, e5m2: E5M2 } as const;

const hasFormat = (dtype: Dtype): dtype is keyof typeof formats => dtype in formats;

/** The words of `view` in row-major order; a window on the buffer when they lie so already, a copy otherwise. */
export function loadWords(memory: Memory, view: View): Words {
  const words = memory.words(view);
  const count = elementCount(view.shape);
  if (isDense(view)) return words.subarray(view.offset, view.offset + count);
  const target = new (words.constructor as new (length: number) => Words)(count);
  copyStrided(words, view, target);
  return target;
}

/** The window of a dense output. */
export function outputWords(memory: Memory, view: View): Words {
  return memory.words(view).subarray(view.offset, view.offset + elementCount(view.shape));
}

/** The values of a float view in row-major order, widened to f32 (exact). Not to be written to. */
export function loadFloats(memory: Memory, view: View): Float32Array {
  const words = loadWords(memory, view);
  if (view.dtype === "f32") return new Float32Array(words.buffer, words.byteOffset, words.length);
  if (!hasFormat(view.dtype)) throw unsupported(view.dtype);
  const values = new Float32Array(words.length);
  decodeInto(formats[view.dtype], words as Uint16Array | Uint8Array, values);
  return values;
}

/** The values of an i32 or u8 view in row-major order. Not to be written to. */
export function loadInts(memory: Memory, view: View): Int32Array | Uint8Array {
  const words = loadWords(memory, view);
  if (view.dtype === "i32") return new Int32Array(words.buffer, words.byteOffset, words.length);
  if (view.dtype === "u8") return words as Uint8Array;
  throw unsupported(view.dtype);
}

/** Where a kernel writes its f32 results: the output itself, or room that {@link storeFloats} rounds from. */
export function floatTarget(memory: Memory, output: View): Float32Array {
  if (output.dtype !== "f32") return new Float32Array(elementCount(output.shape));
  const words = outputWords(memory, output);
  return new Float32Array(words.buffer, words.byteOffset, words.length);
}

/**
 * Round f32 results once to the dtype of the output; nothing to do for a target that already is the output.
 *
 * @param saturate - Give the largest finite number where the result is infinite; not for f32.
 */
export function storeFloats(memory: Memory, output: View, values: Float32Array, saturate = false): void {
  const words = outputWords(memory, output);
  if (output.dtype === "f32") {
    if (values.buffer !== words.buffer) new Float32Array(words.buffer, words.byteOffset, words.length).set(values);
    return;
  }
  if (!hasFormat(output.dtype)) throw unsupported(output.dtype);
  encodeInto(formats[output.dtype], values, words as Uint16Array | Uint8Array, { saturate });
}

function unsupported(dtype: Dtype): BackendError {
  const message = `backend "cpu": no arithmetic on ${dtype} here (f32, f16 and bf16 compute; i32 and u8 index and mask)`;
  return new BackendError("ERR_UNSUPPORTED_DTYPE", message, { dtype });
}

function copyStrided(source: Words, view: View, target: Words): void {
  const { shape, strides } = view;
  const last = shape.length - 1;
  const rowLength = shape[last] ?? 1;
  const rowStride = strides[last] ?? 0;
  const index = new Array<number>(Math.max(last, 0)).fill(0);
  let from = view.offset;
  for (let to = 0; to < target.length; to += rowLength) {
    for (let i = 0, at = from; i < rowLength; i++, at += rowStride) target[to + i] = source[at] as number;
    for (let axis = last - 1; axis >= 0; axis--) {
      const stride = strides[axis] as number;
      from += stride;
      const next = (index[axis] as number) + 1;
      if (next < (shape[axis] as number)) {
        index[axis] = next;
        break;
      }
      from -= next * stride;
      index[axis] = 0;
    }
  }
}
