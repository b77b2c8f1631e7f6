import { BackendError } from "@binade/backend";
import { describe, expect, test } from "vitest";
import { Heap } from "../src/memory/heap.ts";

const page = 65536;

/** A linear memory that is only a length. */
function pretendedMemory(initialPages: number, mostPages: number) {
  let pages = initialPages;
  return {
    get buffer(): ArrayBuffer {
      return { byteLength: pages * page } as ArrayBuffer;
    },
    grow(more: number): number {
      if (pages + more > mostPages) throw new RangeError("no more pages");
      pages += more;
      return pages - more;
    },
  };
}

/** A sequence that is the same every time. */
function* randomNumbers(seed: number): Generator<number, never> {
  for (let state = seed >>> 0; ; state = (Math.imul(state, 1664525) + 1013904223) >>> 0) yield state / 4294967296;
}

describe("Heap", () => {
  test("blocks are aligned, lie inside the memory and never overlap; all comes back", () => {
    const memory = pretendedMemory(2, 65536);
    const heap = new Heap(memory, 1000, 2 ** 32);
    const live = new Map<number, number>();
    const random = randomNumbers(1);
    const next = (): number => random.next().value;
    for (let i = 0; i < 20_000; i++) {
      if (next() < 0.55) {
        const length = Math.floor(2 ** (next() * 17));
        const start = heap.allocate(length);
        expect(start % 64).toBe(0);
        expect(start).toBeGreaterThanOrEqual(1000);
        expect(start + length).toBeLessThanOrEqual(memory.buffer.byteLength - 64);
        live.set(start, length);
      } else if (live.size > 0) {
        const address = [...live.keys()][Math.floor(next() * live.size)] as number;
        heap.release(address);
        live.delete(address);
      }
      if (i % 1000 !== 0) continue;
      let end = 0;
      for (const [start, length] of [...live].sort(([a], [b]) => a - b)) {
        expect(start).toBeGreaterThanOrEqual(end);
        end = start + length;
      }
    }
    for (const address of live.keys()) heap.release(address);
    const whole = memory.buffer.byteLength - 1024 - 64;
    expect(heap.allocate(whole - (whole % 64))).toBe(1024);
    expect(memory.buffer.byteLength).toBeGreaterThan(2 * page);
  });

  test("a block that was given back is given again, without growth", () => {
    const memory = pretendedMemory(64, 64);
    const heap = new Heap(memory, 0, 2 ** 32);
    for (let i = 0; i < 10_000; i++) {
      const addresses = [100, 5000, 64 * 1024, 1_000_000].map((length) => heap.allocate(length));
      for (const address of addresses) heap.release(address);
    }
    expect(memory.buffer.byteLength).toBe(64 * page);
  });

  test("grows by just what is missing when there is no more", () => {
    const memory = pretendedMemory(16, 20);
    const heap = new Heap(memory, 0, 2 ** 32);
    expect(heap.allocate(19 * page)).toBe(0);
    expect(memory.buffer.byteLength).toBe(20 * page);
  });

  test.each([
    ["the engine", 32, 2 ** 32],
    ["the limit", 65536, 32 * page],
  ])("without memory from %s it says ERR_OUT_OF_MEMORY and goes on", (_, mostPages, limit) => {
    const heap = new Heap(pretendedMemory(16, mostPages), 0, limit);
    const first = heap.allocate(page);
    expect(() => heap.allocate(40 * page)).toThrow(BackendError);
    expect(() => heap.allocate(40 * page)).toThrow(/are not to be had/);
    expect(heap.allocate(page)).toBe(first + page);
    heap.release(first);
    expect(heap.allocate(page)).toBe(first);
  });

  test("an address that is no block's is a RangeError", () => {
    expect(() => new Heap(pretendedMemory(1, 1), 0, 2 ** 32).release(64)).toThrow(RangeError);
  });
});
