import { describe, expect, it, test } from "vitest";
import { checkLossScaleOptions, constantScale, type LossScaleOptions, presets } from "./index.ts";

describe("checkLossScaleOptions(options)", () => {
  test.each(Object.entries(presets))("takes the preset %s as it is", (_, preset) => {
    expect(checkLossScaleOptions(preset)).toBe(preset);
  });

  test.each<[change: Partial<LossScaleOptions>, message: string]>([
    [{ growthFactor: 1 }, "growthFactor: must be a finite number greater than 1, got 1"],
    [{ growthFactor: Number.NaN }, "growthFactor: must be a finite number greater than 1, got NaN"],
    [{ growthFactor: Infinity }, "growthFactor: must be a finite number greater than 1, got Infinity"],
    [{ backoffFactor: 1 }, "backoffFactor: must be greater than 0 and less than 1, got 1"],
    [{ backoffFactor: 0 }, "backoffFactor: must be greater than 0 and less than 1, got 0"],
    [{ backoffFactor: -0.5 }, "backoffFactor: must be greater than 0 and less than 1, got -0.5"],
    [{ backoffFactor: Number.NaN }, "backoffFactor: must be greater than 0 and less than 1, got NaN"],
    [{ growthInterval: 0 }, "growthInterval: must be a positive integer, got 0"],
    [{ growthInterval: 2.5 }, "growthInterval: must be a positive integer, got 2.5"],
    [{ growthTest: "toString" as "equal" }, "growthTest: must be equal or atLeast, got toString"],
    [{ initialScale: 0 }, "initialScale: must be positive and finite, got 0"],
    [{ initialScale: Infinity }, "initialScale: must be positive and finite, got Infinity"],
    [{ initialScale: Number.NaN }, "initialScale: must be positive and finite, got NaN"],
    [{ initialScale: 65536.1 }, "initialScale: must be a binary32 value (nearest: 65536.1015625), got 65536.1"],
    [{ minScale: 0.1 }, "minScale: must be a binary32 value (nearest: 0.10000000149011612), got 0.1"],
    [{ minScale: -1 }, "minScale: must be 0 or more, got -1"],
    [{ minScale: Number.NaN }, "minScale: must be 0 or more, got NaN"],
    [{ minScale: 2 ** 17 }, "minScale: must be at most initialScale, which is 65536, got 131072"],
    [{ maxScale: 2 ** 15 }, "maxScale: must be at least initialScale, which is 65536, got 32768"],
    [{ maxScale: Number.NaN }, "maxScale: must be at least initialScale, which is 65536, got NaN"],
  ])("refuses %o", (change, message) => {
    expect(() => checkLossScaleOptions({ ...presets.safe, ...change })).toThrow(new RangeError(message));
  });

  it("refuses an option of the wrong kind or none at all", () => {
    const text = { ...presets.safe, growthInterval: "2000" } as unknown as LossScaleOptions;
    expect(() => checkLossScaleOptions(text)).toThrow(
      new TypeError("growthInterval: must be a number, got 2000 (start from a preset)"),
    );
    const { growthTest: _, ...missing } = presets.safe;
    expect(() => checkLossScaleOptions(missing as LossScaleOptions)).toThrow(
      new TypeError("growthTest: must be a string, got undefined (start from a preset)"),
    );
  });
});

describe("constantScale(scale)", () => {
  it("refuses what is no positive binary32 value", () => {
    expect(() => constantScale(0.1)).toThrow(RangeError);
    expect(() => constantScale(-1)).toThrow(RangeError);
    expect(constantScale(3).maxScale).toBe(3);
  });
});
