import { describe, expect, it, test } from "vitest";
import { parseIdx } from "./idx.ts";

const header = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3];
const elements = [1, 2, 3, 4, 5, 255];

describe("parseIdx(bytes, name)", () => {
  it("gives shape and values, also of a part of a larger buffer", () => {
    const bytes = Uint8Array.of(9, 9, ...header, ...elements, 9).subarray(2, 2 + header.length + elements.length);
    const { shape, values } = parseIdx(bytes);
    expect(shape).toEqual([2, 3]);
    expect([...values]).toEqual(elements);
  });

  it("reads sizes as unsigned", () => {
    expect(() => parseIdx(Uint8Array.of(0, 0, 8, 1, 255, 255, 255, 255))).toThrow("needs 4294967303 bytes, got 8");
  });

  test.each<[what: string, bytes: readonly number[], message: string]>([
    ["an empty file", [], "train: expected an idx header (00 00 08, then the rank), got an empty file; install"],
    ["a gzip file", [0x1f, 0x8b, 8, 0, 0], "got 1f 8b 08 00"],
    ["a wrong magic", [0, 1, ...header.slice(2), ...elements], "got 00 01 08 02"],
    ["another element type", [0, 0, 13, ...header.slice(3), ...elements], "got 00 00 0d 02"],
    ["rank 0", [0, 0, 8, 0], "got 00 00 08 00"],
    ["a header cut short", header.slice(0, 9), "got 00 00 08 02"],
    [
      "a truncated file",
      [...header, ...elements.slice(1)],
      "shape [2,3] needs 18 bytes, got 17; the file is truncated",
    ],
    ["a padded file", [...header, ...elements, 0], "shape [2,3] needs 18 bytes, got 19"],
  ])("refuses %s", (_, bytes, message) => {
    expect(() => parseIdx(Uint8Array.from(bytes), "train")).toThrow(RangeError);
    expect(() => parseIdx(Uint8Array.from(bytes), "train")).toThrow(message);
  });
});
