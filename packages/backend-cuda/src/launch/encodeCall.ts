import { BackendError, type Dtype } from "@binade/backend";
import type { Axes } from "./mergedAxes.ts";

/** A view as a kernel gets it: see `native/kernels/include/launch.cuh`, whose structs this file writes. */
export interface EncodedView extends Axes {
  /** Of its first element. */
  readonly address: number;
  readonly dtype: Dtype;
}

/** What a kernel is called with. */
export interface EncodedCall {
  /** Elements, or whatever else the threads share out. */
  readonly count: number;
  readonly views: readonly EncodedView[];
  readonly words: readonly number[];
}

const dtypeNumbers: { readonly [D in Dtype]: number } = { f32: 0, f16: 1, bf16: 2, e4m3fn: 3, e5m2: 4, i32: 5, u8: 6 };

export const maxAxes = 8;
const maxViews = 7;
const maxWords = 32;
const viewBytes = 16 + maxAxes * 16;
const callBytes: number = 8 + maxViews * viewBytes + maxWords * 4;
const wordRange = 4294967296;

const call = new DataView(new ArrayBuffer(callBytes)); // scratch: the addon copies it
const callBytesView: Uint8Array = new Uint8Array(call.buffer);

/** The bytes of a call. They are those of the next call too: use them at once. */
export function encodeCall({ count, views, words }: EncodedCall): Uint8Array {
  setWide(0, count);
  for (const [i, view] of views.entries()) encodeView(8 + i * viewBytes, view);
  const first = 8 + maxViews * viewBytes;
  for (const [i, word] of words.entries()) call.setUint32(first + i * 4, word, true);
  return callBytesView;
}

/** A number as two words, the low one first. */
export function wide(value: number): [number, number] {
  return [value % wordRange, Math.floor(value / wordRange)];
}

function encodeView(at: number, { address, dtype, shape, strides }: EncodedView): void {
  if (shape.length > maxAxes) {
    const message = `cuda: expected at most ${maxAxes} axes that do not merge, got shape [${shape}] with strides [${strides}]`;
    throw new BackendError("ERR_SHAPE", message, { shape, strides });
  }
  // elements that follow one another need no axes
  const isDense = shape.length === 1 && strides[0] === 1;
  setWide(at, address);
  call.setUint32(at + 8, dtypeNumbers[dtype], true);
  call.setUint32(at + 12, isDense ? 0 : shape.length, true);
  for (let axis = 0; axis < shape.length; axis++) {
    setWide(at + 16 + axis * 8, shape[axis] as number);
    setWide(at + 16 + (maxAxes + axis) * 8, strides[axis] as number);
  }
}

function setWide(at: number, value: number): void {
  call.setUint32(at, value % wordRange, true);
  call.setInt32(at + 4, Math.floor(value / wordRange), true);
}
