import { describe, expect, it } from "vitest";
import { createArrayAdapter, presets } from "./index.ts";

function adapterOver(values: Float32Array) {
  const steps: string[] = [];
  const adapter = createArrayAdapter<string>({
    gradients: () => [{ name: "w", values }],
    step: (optimizer) => steps.push(optimizer),
  });
  return { adapter, steps };
}

describe("createArrayAdapter(options)", () => {
  it("rounds the scaled loss to binary32", () => {
    const { adapter } = adapterOver(new Float32Array(1));
    adapter.writeState({ scale: 3, growthTracker: 0 });
    expect(adapter.scaleLoss(0.1)).toBe(Math.fround(0.1 * 3));
    expect(adapter.scaleLoss(3e38)).toBe(Infinity);
  });

  it("scales any loss by the caller's function", () => {
    const adapter = createArrayAdapter({
      gradients: () => [],
      step: () => {},
      scaleLoss: (loss: readonly number[], scale) => loss.map((part) => part * scale),
    });
    expect(adapter.scaleLoss([1, 2])).toEqual([65536, 131072]);
  });

  it("says so when a loss is no number and nothing scales it", () => {
    const adapter = createArrayAdapter<string, readonly number[]>({ gradients: () => [], step: () => {} });
    expect(() => adapter.scaleLoss([1])).toThrow(
      new TypeError("scaleLoss: must be given for a loss that is not a number, got a loss of type object"),
    );
  });

  it("forgets what it found with the update", async () => {
    const { adapter, steps } = adapterOver(Float32Array.of(Number.NaN));
    adapter.unscale("sgd", { recheck: true });
    adapter.step("sgd");
    const before = adapter.snapshot("sgd");
    adapter.update(["sgd"], presets.safe);
    expect(steps).toEqual([]);
    expect(await before()).toMatchObject({ scale: 65536, nonFinite: [{ name: "w", kind: "nan" }], gradientCount: 1 });
    expect(await adapter.snapshot("sgd")()).toMatchObject({ scale: 32768, nonFinite: [], gradientCount: 0 });
  });
});
