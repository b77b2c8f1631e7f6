import { type Dtype, dtypes, elementCount } from "@binade/backend";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

/** A tensor as bytes, little-endian, elements in row-major order. */
export interface StoredTensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

export interface Safetensors {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  /** Texts by name. */
  readonly metadata: Readonly<Record<string, string>>;
}

const names: { readonly [D in Dtype]: string } = {
  f32: "F32",
  f16: "F16",
  bf16: "BF16",
  e4m3fn: "F8_E4M3",
  e5m2: "F8_E5M2",
  i32: "I32",
  u8: "U8",
};
const dtypesByName = new Map(Object.entries(names).map(([dtype, name]) => [name, dtype as Dtype]));

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/**
 * The bytes of a `.safetensors` file, which PyTorch, JAX and others read too.
 *
 * @see https://huggingface.co/docs/safetensors: a header's length in 8 bytes, the header as JSON, the data.
 * @example
 * import { decodeSafetensors, encodeSafetensors } from "@binade/nn";
 *
 * const bytes = new Uint8Array(Float32Array.of(1, 2).buffer);
 * const file = encodeSafetensors({ tensors: new Map([["w", { dtype: "f32", shape: [2], bytes }]]), metadata: { step: "7" } });
 * decodeSafetensors(file).metadata["step"]; // "7"
 * decodeSafetensors(file).tensors.get("w")?.shape; // [2]
 */
export function encodeSafetensors({ tensors, metadata }: Safetensors): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const [name, { dtype, shape, bytes }] of tensors) {
    header[name] = { dtype: names[dtype], shape, data_offsets: [end, end + bytes.byteLength] };
    end += bytes.byteLength;
  }
  const json = encodeUtf8(JSON.stringify(header));
  const headerLength = Math.ceil(json.byteLength / 8) * 8;
  const file = new Uint8Array(8 + headerLength + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.fill(0x20, 8, 8 + headerLength); // spaces
  file.set(json, 8);
  let at = 8 + headerLength;
  for (const { bytes } of tensors.values()) {
    file.set(bytes, at);
    at += bytes.byteLength;
  }
  return file;
}

/**
 * What is in the bytes of a `.safetensors` file. Its tensors are views of them.
 *
 * @throws RangeError when they are no such file, are cut off, or hold a dtype that there is not.
 */
export function decodeSafetensors(file: Uint8Array): Safetensors {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headerLength = file.byteLength < 8 ? Number.NaN : Number(view.getBigUint64(0, true));
  if (!(headerLength <= file.byteLength - 8))
    throw malformed(`its header does not fit into its ${file.byteLength} bytes`);
  const data = file.subarray(8 + headerLength);
  const { __metadata__: metadata = {}, ...entries } = parseHeader(file.subarray(8, 8 + headerLength));
  const tensors = new Map<string, StoredTensor>();
  for (const [name, entry] of Object.entries(entries as Record<string, Entry>)) {
    const dtype = dtypesByName.get(entry.dtype);
    if (dtype === undefined) {
      throw malformed(`"${name}" is of dtype ${entry.dtype}; expected one of ${[...dtypesByName.keys()].join(", ")}`);
    }
    const [start, end] = entry.data_offsets;
    if (!(start >= 0 && end <= data.byteLength && end - start === byteLengthOf(dtype, entry.shape))) {
      throw malformed(
        `"${name}" of shape [${entry.shape}] is not in bytes ${start} … ${end} of its ${data.byteLength}`,
      );
    }
    tensors.set(name, { dtype, shape: entry.shape, bytes: data.subarray(start, end) });
  }
  return { tensors, metadata: metadata as Record<string, string> };
}

/** Of the elements, without what a buffer adds to whole words. */
export function byteLengthOf(dtype: Dtype, shape: readonly number[]): number {
  return elementCount(shape) * dtypes[dtype].byteWidth;
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  try {
    return JSON.parse(decodeUtf8(bytes)) as Record<string, unknown>;
  } catch {
    throw malformed("its header is not JSON");
  }
}

function malformed(reason: string): RangeError {
  return new RangeError(`safetensors: not a file that can be read: ${reason}`);
}
