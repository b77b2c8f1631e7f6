import { describe, expect, it, test } from "vitest";
import { constantScale, initialLossScaleState, type LossScaleOptions, nextLossScale, presets } from "./index.ts";

const largestFinite = (2 - 2 ** -23) * 2 ** 127;

/** The scales after each event: `g` good, `b` bad. */
function scales(options: LossScaleOptions, events: string): number[] {
  let state = initialLossScaleState(options);
  return [...events].map((event) => {
    state = nextLossScale(state, event === "b", options);
    return state.scale;
  });
}

describe("nextLossScale(state, foundNonFinite, presets.torch)", () => {
  it("follows PyTorch's own test: 4, good 4, good 8, bad 2", () => {
    const options = { ...presets.torch, initialScale: 4, backoffFactor: 0.25, growthInterval: 2 };
    expect(scales(options, "ggb")).toEqual([4, 8, 2]);
  });

  it("ends at exactly 0 after 166 bad steps in a row from 65536, and not before", () => {
    const run = scales(presets.torch, "b".repeat(166));
    expect(run[164]).toBe(2 ** -149);
    expect(run[165]).toBe(0);
  });

  it("refuses a growth to infinity and restarts the tracker all the same", () => {
    const options = { ...presets.torch, growthInterval: 3 };
    expect(nextLossScale({ scale: 2 ** 127, growthTracker: 2 }, false, options)).toEqual({
      scale: 2 ** 127,
      growthTracker: 0,
    });
  });

  it("grows to the largest finite value when the product rounds to it", () => {
    const options = { ...presets.torch, growthInterval: 1, growthFactor: 2 - 2 ** -23 };
    expect(nextLossScale({ scale: 2 ** 127, growthTracker: 0 }, false, options).scale).toBe(largestFinite);
  });

  it("never grows again once the tracker is beyond the interval, until a bad step", () => {
    const options = { ...presets.torch, growthInterval: 3 };
    expect(nextLossScale({ scale: 8, growthTracker: 7 }, false, options)).toEqual({ scale: 8, growthTracker: 8 });
    expect(nextLossScale({ scale: 8, growthTracker: 7 }, true, options)).toEqual({ scale: 4, growthTracker: 0 });
  });

  it("multiplies by the binary64 factor and rounds once", () => {
    const factor = 1.001;
    const scale = 3;
    const once = Math.fround(scale * factor);
    const twice = Math.fround(scale * Math.fround(factor));
    expect(nextLossScale({ scale, growthTracker: 1999 }, false, { ...presets.torch, growthFactor: factor }).scale).toBe(
      once,
    );
    expect(once).not.toBe(twice);
  });
});

describe("nextLossScale(state, foundNonFinite, presets.safe)", () => {
  test.each<
    [claim: string, scale: number, tracker: number, isBad: boolean, expectedScale: number, expectedTracker: number]
  >([
    ["stops at the floor", 1, 5, true, 1, 0],
    ["backs off to the floor", 2, 5, true, 1, 0],
    ["refuses to pass the cap", 2 ** 126, 1999, false, 2 ** 126, 0],
    ["grows up to the cap", 2 ** 125, 1999, false, 2 ** 126, 0],
    ["counts a good step", 65536, 0, false, 65536, 1],
    ["grows with a tracker too high", 65536, 5000, false, 131072, 0],
  ])("%s", (_, scale, growthTracker, isBad, expectedScale, expectedTracker) => {
    expect(nextLossScale({ scale, growthTracker }, isBad, presets.safe)).toEqual({
      scale: expectedScale,
      growthTracker: expectedTracker,
    });
  });
});

describe("presets", () => {
  it("have the exact bounds of binary32", () => {
    expect(presets.torch.maxScale).toBe(largestFinite);
    expect(presets.safe.maxScale).toBe(2 ** 126);
    expect([presets.safe.initialScale, presets.torch.initialScale]).toEqual([2 ** 16, 2 ** 16]);
  });
});

describe("nextLossScale(state, foundNonFinite, constantScale(scale))", () => {
  it("changes nothing", () => {
    expect(scales(constantScale(128), "gbgbb".repeat(500)).every((scale) => scale === 128)).toBe(true);
    expect(nextLossScale({ scale: 128, growthTracker: 0 }, false, constantScale(128)).growthTracker).toBe(0);
  });
});
