import { expect, test } from "vitest";
import { bucketSize } from "./bufferPool.ts";

test("bucketSize wastes at most an eighth, in whole words, and has few sizes", () => {
  const sizes = new Set<number>();
  for (let length = 1; length < 1_000_000; length += 997) {
    const size = bucketSize(length);
    sizes.add(size);
    expect(size).toBeGreaterThanOrEqual(length);
    expect(size % 4).toBe(0);
    expect(size).toBeLessThanOrEqual(Math.max(256, length * 1.125 + 32));
  }
  expect(sizes.size).toBeLessThan(110);
});
