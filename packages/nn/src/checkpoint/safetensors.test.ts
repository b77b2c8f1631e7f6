import { describe, expect, it } from "vitest";
import { decodeSafetensors, encodeSafetensors } from "./safetensors.ts";

/** A file written by hand, as the format's page describes it. */
const header =
  '{"__metadata__":{"a":"b"},"x":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"e":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}';
function file(text: string, data: readonly number[], length = text.length): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  return Uint8Array.of(length & 255, length >> 8, 0, 0, 0, 0, 0, 0, ...bytes, ...data);
}

describe("decodeSafetensors(file)", () => {
  it("reads a file written by hand", () => {
    const { tensors, metadata } = decodeSafetensors(file(header, [0, 0x3c, 0, 0x40]));
    expect(metadata).toEqual({ a: "b" });
    expect(tensors.get("x")).toEqual({ dtype: "f16", shape: [2], bytes: Uint8Array.of(0, 0x3c, 0, 0x40) });
    expect(tensors.get("e")?.bytes.byteLength).toBe(0);
  });

  it("needs no metadata", () => {
    expect(decodeSafetensors(file("{}", []))).toEqual({ tensors: new Map(), metadata: {} });
  });

  it.each([
    ["too short", Uint8Array.of(1, 2), "header does not fit into its 2 bytes"],
    ["a header that ends beyond the file", file("{}", [], 9), "header does not fit"],
    ["a header that is not JSON", file("{x}", []), "header is not JSON"],
    [
      "a dtype of others",
      file('{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}', []),
      '"x" is of dtype F64; expected one of F32',
    ],
    ["bytes that are not there", file(header, [0, 0]), '"x" of shape [2] is not in bytes 0 … 4 of its 2'],
    [
      "bytes of another shape",
      file('{"x":{"dtype":"U8","shape":[3],"data_offsets":[0,2]}}', [1, 2]),
      '"x" of shape [3]',
    ],
  ])("refuses %s", (_, bytes, message) => {
    expect(() => decodeSafetensors(bytes)).toThrow(message);
  });
});

describe("encodeSafetensors(tensors, metadata)", () => {
  it("gives what is read back, every dtype, with data that begins at a multiple of eight", () => {
    const sizes = { f32: 4, f16: 2, bf16: 2, e4m3fn: 1, e5m2: 1, i32: 4, u8: 1 } as const;
    const tensors = new Map(
      Object.entries(sizes).map(([dtype, size], i) => {
        const bytes = Uint8Array.from({ length: 3 * size }, (_, j) => 16 * i + j);
        return [dtype, { dtype: dtype as keyof typeof sizes, shape: [3, 1], bytes }];
      }),
    );
    const metadata = { step: "7", "a name": "π" };
    const bytes = encodeSafetensors({ tensors, metadata });
    expect(decodeSafetensors(bytes)).toEqual({ tensors, metadata });
    expect(Number(new DataView(bytes.buffer).getBigUint64(0, true)) % 8).toBe(0);
  });
});
