import type { FloatDtype } from "@binade/backend";
import { describe, expect, it, test } from "vitest";
import { Adam, clipGradNorm, type Optimizer, type Parameter, SGD } from "../src/index.ts";
import { engineOnCpu, scattered, setGradient } from "./engineOnCpu.ts";

/** Round to `precision` digits, ties to even; the values here are normal numbers or 0. */
function rounded(precision: number, x: number): number {
  let unit = 2 ** (1 - precision);
  while (Math.abs(x) >= unit * 2 ** precision) unit *= 2;
  while (x !== 0 && Math.abs(x) < unit * 2 ** (precision - 1)) unit /= 2;
  const [below, fraction] = [Math.floor(x / unit), x / unit - Math.floor(x / unit)];
  const up = fraction > 0.5 || (fraction === 0.5 && below % 2 !== 0);
  return (below + (up ? 1 : 0)) * unit;
}

async function lowParameter(dtype: FloatDtype, values: readonly number[]) {
  const { engine } = await engineOnCpu();
  const tensor = engine.tensor(values, [values.length], { dtype, requiresGrad: true, role: "parameter" });
  return { engine, tensor, parameters: [{ name: "w", tensor }] };
}

describe("an optimizer of 16-bit parameters", () => {
  test.each<[dtype: FloatDtype, precision: number]>([
    ["f16", 11],
    ["bf16", 8],
  ])("keeps every %s parameter equal to its rounded f32 master", async (dtype, precision) => {
    const makers: ((parameters: readonly Parameter[]) => Optimizer)[] = [
      (parameters) => new SGD(parameters, { learningRate: 0.01, momentum: 0.9 }),
      (parameters) => new Adam(parameters, { learningRate: 0.01 }),
    ];
    for (const make of makers) {
      const { tensor, parameters } = await lowParameter(dtype, scattered(16, 0));
      const optimizer = make(parameters);
      const { master } = optimizer.slots[0]!;
      expect(master.dtype).toBe("f32");
      for (let step = 0; step < 5; step++) {
        setGradient(tensor, scattered(16, step * 16));
        optimizer.step();
        const expected = Array.from(await master.read(), (value) => rounded(precision, value));
        expect([...(await tensor.read())]).toEqual(expected);
        optimizer.zeroGrad();
      }
    }
  });

  it("adds up updates in the master that f16 would lose one by one", async () => {
    const { tensor, parameters } = await lowParameter("f16", [1]);
    const optimizer = new SGD(parameters, { learningRate: 2 ** -13 }); // an eighth of the ulp of 1
    for (let step = 0; step < 8; step++) {
      setGradient(tensor, [-1]);
      optimizer.step();
      optimizer.zeroGrad();
    }
    expect(await optimizer.slots[0]!.master.item()).toBe(1 + 2 ** -10);
    expect(await tensor.item()).toBe(1 + 2 ** -10);
  });

  it("widens a gradient once, and anew when it has changed", async () => {
    const { tensor, parameters } = await lowParameter("f16", [0]);
    const optimizer = new SGD(parameters, { learningRate: 1 });
    setGradient(tensor, [1]);
    const { gradient } = optimizer.gradients()[0]!;
    expect(optimizer.gradients()[0]?.gradient).toBe(gradient);
    expect(gradient.dtype).toBe("f32");

    setGradient(tensor, [2]); // as a second backward walk does
    expect(await optimizer.gradients()[0]!.gradient.item()).toBe(2);
    optimizer.step();
    expect(await tensor.item()).toBe(-2);
  });

  it("clips in f32, where a 16-bit square would overflow", async () => {
    const { tensor, parameters } = await lowParameter("f16", [0, 0]);
    const optimizer = new SGD(parameters, { learningRate: 1 });
    setGradient(tensor, [30000, 40000]);
    clipGradNorm(optimizer, 5);
    optimizer.step();
    const [x, y] = await tensor.read();
    expect(x).toBeCloseTo(-3, 2);
    expect(y).toBeCloseTo(-4, 2);
  });

  it("frees masters and widened gradients when it is disposed of, wherever it was made", async () => {
    const { engine, tensor, parameters } = await lowParameter("f16", [1]);
    const scope = engine.scope();
    const optimizer = new Adam(parameters, { learningRate: 1 });
    scope.end();
    setGradient(tensor, [1]);
    optimizer.step(); // its state outlives the scope
    expect(engine.ledger.report().live.master).toBe(4);
    optimizer.dispose();
    tensor.dispose();
    expect(engine.ledger.report().liveBytes).toBe(0);
  });
});
