import { type Dtype, dtypes } from "@binade/backend";
import { AutogradError } from "./autogradError.ts";

/** Numbers are rounded once to the dtype; typed arrays of code words of the dtype are taken as they are. */
export type TensorData = readonly number[] | Float32Array | Int32Array | Uint8Array | Uint16Array;

const integerRange = { i32: [-2147483648, 2147483647], u8: [0, 255] } as const;

/** The dtype of data that names none. */
export function dtypeOf(data: TensorData): Dtype {
  if (data instanceof Int32Array) return "i32";
  if (data instanceof Uint8Array) return "u8";
  if (data instanceof Uint16Array) {
    throw new AutogradError("ERR_DTYPE", 'tensor: 16-bit code words need a dtype, "f16" or "bf16"');
  }
  return "f32";
}

/** The bytes of data that needs no rounding by a kernel. */
export function bytesOf(data: TensorData, dtype: Dtype): Uint8Array | undefined {
  if (dtype === "f32") return asBytes(data instanceof Float32Array ? data : Float32Array.from(data));
  if (dtype === "i32") return asBytes(data instanceof Int32Array ? data : Int32Array.from(integers(data, dtype)));
  if (dtype === "u8") return data instanceof Uint8Array ? data : Uint8Array.from(integers(data, dtype));
  if (data instanceof Uint16Array && dtypes[dtype].byteWidth === 2) return asBytes(data);
  if (data instanceof Uint8Array && dtypes[dtype].byteWidth === 1) return data;
  return undefined;
}

function asBytes({ buffer, byteOffset, byteLength }: Float32Array | Int32Array | Uint16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** @throws AutogradError `ERR_DTYPE` for a number that the integer dtype does not hold. */
function integers(data: TensorData, dtype: "i32" | "u8"): TensorData {
  const [low, high] = integerRange[dtype];
  for (const [i, value] of data.entries()) {
    if (Number.isInteger(value) && value >= low && value <= high) continue;
    const message = `tensor: ${dtype} holds integers from ${low} to ${high}, got ${value} at position ${i}; make an f32 tensor and cast it to round and saturate`;
    throw new AutogradError("ERR_DTYPE", message);
  }
  return data;
}
