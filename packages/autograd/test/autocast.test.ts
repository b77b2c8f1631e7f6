import type { FloatDtype } from "@binade/backend";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as ops from "../src/index.ts";
import { type AutocastPolicy, autocastPolicies, createEngine, type Engine, type Tensor } from "../src/index.ts";
import { countingBackend, type Launch } from "./countingBackend.ts";

const { cuda, cpu, tf32 } = autocastPolicies;
const { backend, launches } = await countingBackend();
const engine: Engine = createEngine(backend);

const full = (shape: readonly number[], value: number, dtype: FloatDtype = "f32", requiresGrad = false): Tensor =>
  engine.full(shape, value, { dtype, requiresGrad });
const read = async (tensor: Tensor | undefined): Promise<number[]> => Array.from(await (tensor as Tensor).read());
const count = (kernel: Launch["kernel"]): number => launches.filter((launch) => launch.kernel === kernel).length;

beforeEach(() => {
  launches.length = 0;
});
afterEach(() => {
  expect(engine.ledger.report().liveBytes, "bytes that a test left behind").toBe(0);
  expect(backend.stats().liveBuffers, "buffers that a test left behind").toBe(0);
});

describe("autocast(policy, body)", () => {
  test("nests, switches off for an inner region, and restores what was before", () => {
    const [half, brain] = [cuda("f16"), cpu("bf16")];
    const seen: (string | undefined)[] = [];
    const note = (): number => seen.push(engine.policy?.name);
    engine.autocast(half, () => {
      note();
      engine.autocast(brain, note);
      note();
      engine.autocast(undefined, () => {
        note();
        engine.autocast(brain, note);
        note();
      });
      note();
    });
    note();
    expect(seen).toEqual(["cuda-f16", "cpu-bf16", "cuda-f16", undefined, "cpu-bf16", undefined, "cuda-f16", undefined]);
  });

  test("restores after an exception, and empties its cache", () => {
    using _scope = engine.scope();
    const w = full([2, 2], 1, "f32", true);
    expect(() =>
      engine.autocast(cuda("f16"), () =>
        engine.autocast(undefined, () =>
          engine.autocast(cuda("bf16"), () => {
            ops.matmul(w, w).dispose();
            throw new Error("inside");
          }),
        ),
      ),
    ).toThrow("inside");
    expect(engine.policy).toBeUndefined();
    expect(engine.ledger.report().live.castCache).toBe(0);
  });

  test("casts inside, not outside and not in a disabled region", () => {
    using _scope = engine.scope();
    const x = full([2, 2], 1);
    const dtypes = engine.autocast(cuda("f16"), () => [
      ops.matmul(x, x).dtype,
      engine.autocast(undefined, () => ops.matmul(x, x)).dtype,
      engine.autocast(cuda("bf16"), () => ops.matmul(x, x)).dtype,
    ]);
    expect([...dtypes, ops.matmul(x, x).dtype]).toEqual(["f16", "f32", "bf16", "f32"]);
  });

  test("promotes mixed operands to the widest; f16 and bf16 meet in f32", () => {
    using _scope = engine.scope();
    const [single, half, brain] = [full([1], 1), full([1], 1, "f16"), full([1], 1, "bf16")];
    engine.autocast(cuda("f16"), () => {
      expect(ops.add(half, single).dtype).toBe("f32");
      expect(ops.mul(brain, half).dtype).toBe("f32");
      expect(ops.maximum(half, half).dtype).toBe("f16");
      expect(ops.mul(half, 3).dtype).toBe("f16");
    });
  });

  test("a rule holds for its operation, not for the parts of another one", async () => {
    using _scope = engine.scope();
    const policy: AutocastPolicy = {
      name: "odd",
      lowDtype: "f16",
      rules: { exp: "low", sum: "low", abs: "low", mean: "low" },
    };
    const x = engine.tensor([0.1, 0.2, 0.30001]);
    const plain = [ops.softmax(x), ops.variance(x), ops.mse(x, full([3], 0))];
    const inside = engine.autocast(policy, () => [ops.softmax(x), ops.variance(x), ops.mse(x, full([3], 0))]);
    for (const [i, tensor] of inside.entries()) expect(await read(tensor)).toEqual(await read(plain[i]));
    expect(engine.autocast(policy, () => [ops.abs(x).dtype, ops.exp(x).dtype, ops.neg(x).dtype])).toEqual([
      "f16",
      "f16",
      "f32",
    ]);
  });

  test("leaves integers alone", () => {
    using _scope = engine.scope();
    const index = engine.tensor(new Int32Array([1, 2]));
    expect(engine.autocast(cuda("f16"), () => ops.add(index, 1)).dtype).toBe("i32");
  });
});

describe("the cache of cast weights", () => {
  test("casts a weight once for two uses and its gradient flows through both", async () => {
    using _scope = engine.scope();
    const w = engine.tensor([1, 2, 3, 4], [2, 2], { requiresGrad: true, role: "parameter" });
    const x = full([1, 2], 1, "f16");
    const y = engine.autocast(cuda("f16"), () => {
      const first = ops.linear(x, w);
      expect(count("cast")).toBe(1);
      const second = ops.linear(first, w);
      expect(count("cast")).toBe(1);
      expect(engine.ledger.report().live.castCache).toBe(8);
      return second;
    });
    y.backward(full([1, 2], 1, "f16"));
    // y = x·Wᵀ·Wᵀ: ∂/∂W = (gW)ᵀx + gᵀ(xWᵀ), g = x = [1 1], gW = [4 6], xWᵀ = [3 7]
    expect(await read(w.grad)).toEqual([4 + 3, 4 + 7, 6 + 3, 6 + 7]);
    expect(w.grad?.dtype).toBe("f32");
    expect(engine.ledger.report().live.castCache).toBe(0);
  });

  test("is emptied when the outermost region ends, not before", () => {
    using _scope = engine.scope();
    const w = full([2, 2], 1, "f32", true);
    const x = full([1, 2], 1, "f16");
    engine.noGrad(() =>
      engine.autocast(cuda("f16"), () => {
        engine.autocast(cuda("f16"), () => ops.linear(x, w));
        engine.autocast(undefined, () => ops.add(w, w));
        expect(engine.ledger.report().live.castCache).toBe(8);
        ops.linear(x, w);
      }),
    );
    expect(count("cast")).toBe(1);
    expect(engine.ledger.report().live.castCache).toBe(0);
  });

  test("does not hand an unrecorded copy to a recorded use", () => {
    using _scope = engine.scope();
    const w = full([2, 2], 1, "f32", true);
    const x = full([1, 2], 1, "f16");
    engine.autocast(cuda("f16"), () => {
      expect(engine.noGrad(() => ops.linear(x, w)).requiresGrad).toBe(false);
      expect(ops.linear(x, w).requiresGrad).toBe(true);
    });
  });

  test("serves a second loss after a walk in the same region", async () => {
    using _scope = engine.scope();
    const w = full([2, 2], 1, "f32", true);
    const x = full([1, 2], 1, "f16");
    engine.autocast(cuda("f16"), () => {
      for (let i = 0; i < 2; i++) ops.sum(ops.linear(x, w)).backward();
    });
    expect(await read(w.grad)).toEqual([2, 2, 2, 2]);
    expect(count("cast")).toBeLessThan(8);
  });

  test("survives a scope that ends inside the region", () => {
    using _scope = engine.scope();
    const w = full([2, 2], 1, "f32", true);
    const x = full([1, 2], 1, "f16");
    engine.autocast(cuda("f16"), () => {
      for (let i = 0; i < 3; i++) engine.tidy(() => void ops.linear(x, w));
    });
    expect(count("cast")).toBe(1);
  });
});

describe("under autocast", () => {
  test("activations that the tape holds are half of the f32 bytes", () => {
    const activations = (policy: AutocastPolicy | undefined): number => {
      using _scope = engine.scope();
      const weights = [0, 1].map(() => engine.full([8, 8], 0.5, { requiresGrad: true, role: "parameter" }));
      const x = full([4, 8], 1);
      engine.autocast(policy, () => weights.reduce((h, w) => ops.relu(ops.linear(h, w)), x));
      return engine.ledger.report().live.activation;
    };
    expect(activations(undefined)).toBe(3 * 4 * 8 * 4);
    expect(activations(cuda("f16"))).toBe(3 * 4 * 8 * 2);
    expect(activations(cpu("bf16"))).toBe(3 * 4 * 8 * 2);
  });

  test("backward runs with autocast off, in the dtypes of the forward run", async () => {
    using _scope = engine.scope();
    const fine = 1 + 2 ** -20; // needs more bits than f16 has
    const w = full([1, 1], fine, "f32", true);
    const y = ops.mul(ops.matmul(full([1, 1], fine), w), 1);
    engine.autocast(cuda("f16"), () => y.backward(full([1, 1], 1)));
    expect(await read(w.grad)).toEqual([fine]);

    // under the policy the sum that undoes the broadcast would be f32
    const b = full([1], 1, "f16", true);
    const z = ops.mul(b, full([4], 1, "f16"));
    engine.autocast(cuda("f16"), () => z.backward(full([4], 1, "f16")));
    expect(b.grad?.dtype).toBe("f16");
  });

  test("the gradient of an f16 matmul is f16, and reaches an f32 leaf as f32", async () => {
    using _scope = engine.scope();
    const [half, single] = [full([2, 2], 3, "f16", true), full([2, 2], 1, "f32", true)];
    const y = engine.autocast(cuda("f16"), () => ops.matmul(half, single));
    const launched = launches.length;
    y.backward(full([2, 2], 1, "f16"));
    expect([half.grad?.dtype, single.grad?.dtype]).toEqual(["f16", "f32"]);
    const products = launches.slice(launched).filter(({ kernel }) => kernel === "matmul");
    expect(products.map(({ outputs }) => outputs[0]?.dtype)).toEqual(["f16", "f16"]);
    expect(await read(single.grad)).toEqual([6, 6, 6, 6]);
  });

  test("a gradient below f16's range is lost in an f16 matmul, and kept by bf16", async () => {
    using _scope = engine.scope();
    const gradientUnder = async (policy: AutocastPolicy): Promise<number[]> => {
      const w = full([1, 1], 1, "f32", true);
      const y = engine.autocast(policy, () => ops.mul(ops.matmul(full([1, 1], 1), w), full([1, 1], 2 ** -30)));
      y.backward();
      return read(w.grad);
    };
    expect(await gradientUnder(cuda("f16"))).toEqual([0]);
    expect(await gradientUnder(cuda("bf16"))).toEqual([2 ** -30]);
  });
});

describe("autocastPolicies.tf32", () => {
  const odd = 1 + 2 ** -11; // a tie at bit 13: rna rounds it up, rz and rne down
  test.each([
    ["rna", 1 + 2 ** -10],
    ["rz", 1],
    ["rne", 1],
  ] as const)(
    "%s rounds the operands of matmul, linear and conv2d and of their gradients",
    async (rounding, rounded) => {
      using _scope = engine.scope();
      const products: readonly (readonly [readonly number[], (x: Tensor, w: Tensor) => Tensor])[] = [
        [[1, 1], ops.matmul],
        [[1, 1], ops.linear],
        [[1, 1, 1, 1], ops.conv2d],
      ];
      for (const [shape, product] of products) {
        const [x, w] = [full(shape, odd, "f32", true), full(shape, 3, "f32", true)];
        const y = engine.autocast(tf32(rounding), () => product(x, w));
        expect(y.dtype).toBe("f32");
        expect(await read(y)).toEqual([3 * rounded]);
        y.backward(full(shape, odd));
        expect(await read(x.grad)).toEqual([3 * rounded]);
        expect(await read(w.grad)).toEqual([Math.fround(rounded * rounded)]);
      }
    },
  );

  test("leaves everything else in f32", async () => {
    using _scope = engine.scope();
    expect(await read(engine.autocast(tf32(), () => ops.mul(full([1], odd), full([1], odd))))).toEqual([
      Math.fround(odd * odd),
    ]);
  });
});

describe("without autocast", () => {
  test("mixed dtypes are an error that names the cast to write", () => {
    using _scope = engine.scope();
    const [single, half, brain] = [full([1, 1], 1), full([1, 1], 1, "f16"), full([1, 1], 1, "bf16")];
    expect(() => ops.add(half, single)).toThrow(
      'add: dtypes f16 and f32 do not mix; write cast(x, "f32"), or run it under autocast',
    );
    expect(() => ops.mul(half, brain)).toThrow('mul: dtypes f16 and bf16 do not mix; write cast(x, "f32")');
    expect(() => ops.linear(single, half)).toThrow("linear: dtypes f32 and f16 do not mix");
    expect(() => ops.add(single, engine.tensor(new Int32Array([1])))).toThrow("add: dtypes f32 and i32 do not mix");
  });

  test("matmul takes two float dtypes and gives the wider one; each gradient has its operand's", () => {
    using _scope = engine.scope();
    const [a, b] = [full([2, 2], 1, "f16", true), full([2, 2], 1, "bf16", true)];
    const y = ops.matmul(a, b);
    expect(y.dtype).toBe("f32");
    y.backward(full([2, 2], 1));
    expect([a.grad?.dtype, b.grad?.dtype]).toEqual(["f16", "bf16"]);
  });
});
