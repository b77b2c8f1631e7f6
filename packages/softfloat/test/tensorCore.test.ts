import { describe, expect, it, test } from "vitest";
import { BF16, E5M2, FP16 } from "../src/format/formats.ts";
import { findTensorCoreModel } from "../src/tensorCore/findTensorCoreModel.ts";
import { tensorCoreDot } from "../src/tensorCore/tensorCoreDot.ts";
import { tensorCoreMatmul } from "../src/tensorCore/tensorCoreMatmul.ts";
import type { TensorCoreModel } from "../src/tensorCore/tensorCoreModel.ts";
import { tensorCoreModels } from "../src/tensorCore/tensorCoreModels.ts";
import { createRandom, hex, seed } from "./support.ts";
import { referenceDot } from "./tensorCoreReference.ts";

const { V100, A100, Ada, H100, H200, B200 } = tensorCoreModels;
const fp16Units = [V100.fp16.fp32, A100.fp16.fp32, H100.fp16.fp32] as const;

const one = 0x3c00; //       1 in FP16
const ulp16 = 0x0001; //     2^-24, the least subnormal of FP16
const oneF32 = 0x3f800000;
const zeroF32 = 0x00000000;

const times = <T>(count: number, x: T): T[] => new Array<T>(count).fill(x);

/** Each unit's result in hex, for sums that show where one differs from another. */
const results = (a: readonly number[], b: readonly number[], c: number): string[] =>
  fp16Units.map((model) => hex(tensorCoreDot(model, a, b, c)));

describe("digits below the largest term", () => {
  test("equal terms of 2^-24 added to 1: V100 loses each, A100 and H100 keep their sum", () => {
    expect(results(times(4, one), times(4, ulp16), oneF32)).toEqual(["0x3f800000", "0x3f800002", "0x3f800002"]);
  });

  test("terms of 2^-25 vanish on V100 and A100, of 2^-26 on all", () => {
    expect(results(times(4, 0x3800), times(4, ulp16), oneF32)).toEqual(["0x3f800000", "0x3f800000", "0x3f800001"]);
    expect(results(times(8, 0x3400), times(8, ulp16), oneF32)).toEqual(["0x3f800000", "0x3f800000", "0x3f800000"]);
  });

  test("a lost digit can be all that is left: 1 − 2^-24 − (1 − 2^-24) is not 0 on V100", () => {
    expect(results([one, one], [one, 0x8000 + ulp16], 0xbf7fffff)).toEqual(["0x34000000", "0x0", "0x0"]);
  });

  test("products are not normalised: 1.5 · 1.5 counts as 2^0 and leaves room for a digit more", () => {
    const [threeHalves, tiny] = [0x3e00, 0x0001];
    // 2.25 + 2^-24 + 2^-24: a normalised 2.25 would have an exponent of 1 and drop them on A100.
    const model = { ...A100.fp16.fp32, precision: 24, rounding: "roundTiesToEven" } as const;
    expect(hex(tensorCoreDot(model, [threeHalves, one, one, one, one], [threeHalves, ...times(4, tiny)], 0))).toBe(
      "0x40100001",
    );
  });

  test("1 + 2^-13 + 2^-14 in E5M2: 13 digits on Ada and by wgmma, all of them on B200", () => {
    const [a, b] = [
      [0x3c, 0x20, 0x20],
      [0x3c, 0x24, 0x20],
    ];
    const of = (model: TensorCoreModel): string => hex(tensorCoreDot(model, a!, b!, zeroF32));
    expect([Ada.e5m2.fp32, H100.e5m2.fp32, B200.e5m2.fp32].map(of)).toEqual(["0x3f800400", "0x3f800400", "0x3f800600"]);
  });
});

describe("what follows from it", () => {
  test.each([
    ["V100", V100.fp16.fp32, one],
    ["A100", A100.fp16.fp32, 0x3800],
    ["H100", H100.fp16.fp32, 0x3400],
  ] as const)("%s: a larger addend gives a smaller result", (_, model, half) => {
    const [a, b] = [times(model.blockLength, half), times(model.blockLength, ulp16)];
    expect(hex(tensorCoreDot(model, a, b, 0x3f7fffff))).toBe("0x3f800001");
    expect(hex(tensorCoreDot(model, a, b, 0x3f800000))).toBe("0x3f800000");
  });

  test("order matters across blocks and not within one", () => {
    const model = V100.fp16.fp32;
    const [big, tiny] = [0x6c00, 0x0400]; // 2^12, 2^-14
    const sum = (a: readonly number[]): string => hex(tensorCoreDot(model, a, times(8, one), zeroF32));
    expect(sum([big, 0x8000 + big, 0, 0, ...times(4, tiny)])).toBe("0x39800000"); // 2^-12
    expect(sum([0, 0x8000 + big, 0, big, ...times(4, tiny)])).toBe("0x39800000");
    expect(sum([...times(4, tiny), big, 0x8000 + big, 0, 0])).toBe("0x0");
  });

  test("blocks end after 4, 8 and 16 products: 2^30 cancels within a block only", () => {
    const sum = (position: number): string[] => {
      const a = times(16, one);
      const b = times(16, one);
      [a[0], b[0]] = [0x7800, 0x7800];
      [a[position], b[position]] = [0xf800, 0x7800];
      return results(a, b, zeroF32);
    };
    expect(sum(3)).toEqual(["0x41400000", "0x41000000", "0x0"]);
    expect(sum(7)).toEqual(["0x41000000", "0x41000000", "0x0"]);
    expect(sum(8)).toEqual(["0x40800000", "0x0", "0x0"]);
  });

  test("E4M3 by wgmma sticks at 64, where each further product of 1/256 is below the 13th digit", () => {
    const k = 32 * 8192; // the sum is 1024
    const sixteenth = times(k, 0x18);
    expect(hex(tensorCoreDot(H100.e4m3.fp32, sixteenth, sixteenth, zeroF32))).toBe("0x42800000");
  });

  test("the sign makes no difference: −(a·b + c) is (−a)·b + (−c)", () => {
    const next = createRandom(seed);
    for (const model of [V100.fp16.fp32, H100.fp16.fp32]) {
      for (let i = 0; i < 300; i++) {
        const [a, b] = [0, 1].map(() => Array.from({ length: 20 }, () => (next() % 0x7c00) + (next() % 2) * 0x8000));
        const c = next() % 0x7f800000;
        const negated = a!.map((code) => (code + 0x8000) % 0x10000);
        const sum = tensorCoreDot(model, a!, b!, c);
        const opposite = tensorCoreDot(model, negated, b!, c + 0x80000000);
        expect(opposite, `seed ${seed}, case ${i}`).toBe(sum === 0 ? 0 : (sum + 0x80000000) % 2 ** 32);
      }
    }
  });
});

describe("the last rounding", () => {
  test("toward zero in FP32, on both sides", () => {
    expect(results([one, one], [0x4000, 0x0003], zeroF32)).toEqual(times(3, "0x40000000"));
    expect(results([one, one], [0xc000, 0x8003], zeroF32)).toEqual(times(3, "0xc0000000"));
  });

  test.each([
    ["V100", V100],
    ["A100", A100],
    ["H100", H100],
  ] as const)("%s: ties to even in FP16", (_, { fp16 }) => {
    expect(hex(tensorCoreDot(fp16.fp16, [ulp16, ulp16], [0x3800, 0x3400], 0))).toBe("0x1");
    expect(hex(tensorCoreDot(fp16.fp16, [one, one], [one, 0x1000], 0))).toBe("0x3c00"); // 1 + half an ulp
    expect(hex(tensorCoreDot(fp16.fp16, [one, one], [0x3c01, 0x1000], 0))).toBe("0x3c02");
  });

  test("subnormals are kept: operands, addend, result", () => {
    expect(results([ulp16], [0x4400], zeroF32)).toEqual(times(3, "0x34800000"));
    expect(results([0], [0], 0x00000001)).toEqual(times(3, "0x1"));
    expect(hex(tensorCoreDot(A100.bf16.fp32, [0x0001], [0x3f80], zeroF32))).toBe("0x10000");
    expect(hex(tensorCoreDot(H100.fp16.fp16, [one], [ulp16], 0x8003))).toBe("0x8002");
  });

  describe("of terms that are all tiny, where E is clamped", () => {
    /** Products 2^-x, and what is left of them in FP32. */
    const sum = (model: TensorCoreModel, exponents: readonly number[]): string => {
      const b = exponents.map((x) => (127 + 75 - x) * 2 ** 7);
      return hex(tensorCoreDot(model, times(b.length, (127 - 75) * 2 ** 7), b, zeroF32));
    };

    test("products far below the subnormals add up", () => {
      expect([A100, H100, B200].map(({ bf16 }) => sum(bf16.fp32, times(8, 152)))).toEqual(times(3, "0x1"));
    });

    test("down to 2^-156 on A100, 2^-158 on H100", () => {
      const halves = [150, 151, 152, 153, 154, 155]; // 2^-149 without 2^-155
      expect(sum(A100.bf16.fp32, [...halves, 156, 156])).toBe("0x1");
      expect(sum(H100.bf16.fp32, [...halves, 156, 157, 158, 158])).toBe("0x1");
      expect(sum(H100.bf16.fp32, [...halves, 156, 157, 158, 159, 159])).toBe("0x0");
    });

    test.each([
      ["V100", V100, 42],
      ["A100", A100, 44],
      ["H100", H100, 46],
    ] as const)("in FP16, %s: a tie is broken by 2^-%i at least", (_, { fp16 }, least) => {
      const [a, b] = [0x0800, 0x0c00]; // 2^-13 · 2^-12, half of the least subnormal
      const tieWith = (x: number): string => {
        const [p, q] = [ulp16 * 2 ** (24 - Math.floor(x / 2)), ulp16 * 2 ** (24 - Math.ceil(x / 2))];
        return hex(tensorCoreDot(fp16.fp16, [a, p], [b, q], 0));
      };
      expect([tieWith(least), tieWith(least + 1)]).toEqual(["0x1", "0x0"]);
    });
  });

  test("from 2^128 on it is ∞, below it the largest finite number", () => {
    const [huge, two] = [0x7f00, 0x4000]; // 2^127
    expect(hex(tensorCoreDot(A100.bf16.fp32, [huge], [two], zeroF32))).toBe("0x7f800000");
    expect(hex(tensorCoreDot(A100.bf16.fp32, [0x8000 + huge], [two], zeroF32))).toBe("0xff800000");
    expect(hex(tensorCoreDot(A100.bf16.fp32, [huge, 0x8000 + huge], [two, two], oneF32))).toBe("0x0");
    const [almost, rest] = [0x7f7f, 0x7b7f]; // 2^128 − 2^120, 2^120 − 2^112
    expect(hex(tensorCoreDot(A100.bf16.fp32, [almost, rest], [0x3f80, 0x3f80], 0x777fffff))).toBe("0x7f7fffff");
    expect(hex(tensorCoreDot(A100.bf16.fp32, [almost, rest], [0x3f80, 0x3f80], 0x77800000))).toBe("0x7f800000");
    const overflown = [huge, ...times(7, 0), 0x8000 + huge]; // ∞ in the first block, which the second cannot take back
    expect(hex(tensorCoreDot(A100.bf16.fp32, overflown, times(9, two), zeroF32))).toBe("0x7f800000");
    expect(hex(tensorCoreDot(A100.fp16.fp16, [0x7bff, 0x4c00], [one, one], 0))).toBe("0x7c00"); // 65504 + 16
    expect(hex(tensorCoreDot(A100.fp16.fp16, [0x7bff, 0x4bff], [one, one], 0))).toBe("0x7bff");
  });

  test("a sum of zero is +0, a negative one that vanishes is −0", () => {
    expect(results([one], [0x8000], 0x80000000)).toEqual(times(3, "0x0"));
    expect(results(times(16, 0), times(16, 0xbc00), 0x80000000)).toEqual(times(3, "0x0"));
    expect(hex(tensorCoreDot(H100.bf16.fp32, [0x1680], [0x9600], zeroF32))).toBe("0x0"); // −2^-165, cut off before
    expect(hex(tensorCoreDot(A100.fp16.fp16, [0x8001], [0x3400], 0))).toBe("0x8000");
  });
});

describe("∞ and NaN", () => {
  const [infinity, nan] = [0x7c00, 0x7e01];

  test("∞ · 0, ∞ − ∞ and NaN give the code of all ones but the sign", () => {
    expect(results([infinity], [0], oneF32)).toEqual(times(3, "0x7fffffff"));
    expect(results([infinity, infinity], [one, 0xbc00], oneF32)).toEqual(times(3, "0x7fffffff"));
    expect(results([infinity], [one], 0xff800000)).toEqual(times(3, "0x7fffffff"));
    expect(results([nan], [0], oneF32)).toEqual(times(3, "0x7fffffff"));
    expect(results([one], [one], 0xffc12345)).toEqual(times(3, "0x7fffffff"));
    expect(hex(tensorCoreDot(A100.fp16.fp16, [nan], [one], 0))).toBe("0x7fff");
    expect(hex(tensorCoreDot(B200.e4m3.fp32, [0x7f], [0], 0))).toBe("0x7fffffff");
  });

  test("∞ stays ∞ with its sign, also in a later block", () => {
    expect(results([infinity, ...times(40, one)], times(41, 0xbc00), 0x7f7fffff)).toEqual(times(3, "0xff800000"));
    expect(results([one], [one], 0x7f800000)).toEqual(times(3, "0x7f800000"));
    expect(hex(tensorCoreDot(B200.e5m2.fp16, [0x7c], [0x3c], 0xfbff))).toBe("0x7c00");
    expect(hex(tensorCoreDot(B200.e5m2.fp16, [0x7c], [0x3c], 0xfc00))).toBe("0x7fff");
  });
});

describe("length", () => {
  test("+0 fills the last instruction", () => {
    for (const k of [1, 3, 5, 17, 33, 63]) {
      const a = Array.from({ length: k }, (_, i) => 0x3c00 + 37 * i);
      const padded = [...a, ...times(64 - k, 0)];
      for (const model of [...fp16Units, H100.fp16.fp16]) {
        expect(tensorCoreDot(model, a, a, 0x3c00)).toBe(tensorCoreDot(model, padded, padded, 0x3c00));
      }
    }
  });

  test("no elements give c, with its sign", () => {
    expect(tensorCoreDot(A100.fp16.fp32, [], [], 0x80000000)).toBe(0x80000000);
    expect(tensorCoreDot(B200.e4m3.fp16, [], [], 0xbc00)).toBe(0xbc00);
  });
});

describe("the fast code against exact integers", () => {
  const models = Object.values(tensorCoreModels).flatMap((inputs) =>
    Object.values(inputs).flatMap((outputs) => Object.values(outputs)),
  );
  // One of every kind: A2 is as A100, L40S as Ada, H200 as H100.
  const kinds = models.filter(({ name }) => !/^(A2|L40S|H200) /.test(name));

  /** Codes of a format: any at all, finite ones, subnormals, those near the largest, or of alike exponents. */
  const draws: Readonly<Record<string, (format: TensorCoreModel["input"], next: () => number) => number>> = {
    any: ({ bits }, next) => next() % 2 ** bits,
    finite: ({ maxFinite, signBit }, next) => (next() % (maxFinite + 1)) + (next() % 2) * signBit,
    tiny: ({ precision, signBit }, next) => (next() % 2 ** (precision + 1)) + (next() % 2) * signBit,
    huge: ({ precision, maxFinite, signBit }, next) => maxFinite - (next() % 2 ** precision) + (next() % 2) * signBit,
    alike: ({ bias, precision, signBit }, next) => {
      const exponent = bias - 2 + (next() % 4);
      return exponent * 2 ** (precision - 1) + (next() % 2 ** (precision - 1)) + (next() % 2) * signBit;
    },
  };

  test.each(kinds.map((model) => [model.name, model] as const))(`%s, seed ${seed}`, (_, model) => {
    const next = createRandom(seed + model.name.length);
    const instruction = model.blockLength * model.blocks.length;
    for (const [inputs, drawInput] of Object.entries(draws)) {
      for (const [addend, drawAddend] of Object.entries(draws)) {
        for (let i = 0; i < 12; i++) {
          const k = 1 + (next() % (2 * instruction + 2));
          const [a, b] = [0, 1].map(() =>
            Array.from({ length: k }, () => (next() % 8 === 0 ? 0 : drawInput(model.input, next))),
          ) as [number[], number[]];
          const c = next() % 4 === 0 ? 0 : drawAddend(model.output, next);
          const [got, expected] = [tensorCoreDot(model, a, b, c), referenceDot(model, a, b, c)];
          if (got === expected) continue;
          const operands = `a ${a.map(hex)} b ${b.map(hex)} c ${hex(c)}`;
          expect.fail(`${inputs}, c ${addend}: ${operands}: expected ${hex(expected)}, got ${hex(got)}`);
        }
      }
    }
  });
});

describe("tensorCoreMatmul(model, a, b, { m, n, k }, c)", () => {
  it("gives for each element what tensorCoreDot gives", () => {
    const next = createRandom(seed);
    for (const [model, shape] of [
      [V100.fp16.fp32, { m: 3, n: 5, k: 7 }],
      [Ada.e4m3.fp16, { m: 2, n: 3, k: 70 }],
      [H200.tf32.fp32, { m: 4, n: 1, k: 16 }],
      [B200.e5m2.fp16, { m: 1, n: 4, k: 33 }],
    ] as const) {
      const { m, n, k } = shape;
      const draw = (length: number, { bits }: { readonly bits: number }): number[] =>
        Array.from({ length }, () => next() % 2 ** bits);
      const [a, b, c] = [draw(m * k, model.input), draw(k * n, model.input), draw(m * n, model.output)];
      const product = tensorCoreMatmul(model, a, b, shape, c);
      const plain = tensorCoreMatmul(model, a, b, shape);
      expect(product).toBeInstanceOf(model.output.bits === 32 ? Uint32Array : Uint16Array);
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n; j++) {
          const row = a.slice(i * k, (i + 1) * k);
          const column = Array.from({ length: k }, (_, p) => b[p * n + j]!);
          expect(product[i * n + j]).toBe(tensorCoreDot(model, row, column, c[i * n + j]!));
          expect(plain[i * n + j]).toBe(tensorCoreDot(model, row, column, 0));
        }
      }
    }
  });

  it("without elements in k gives c, without rows or columns nothing", () => {
    expect(Array.from(tensorCoreMatmul(A100.fp16.fp16, [], [], { m: 1, n: 2, k: 0 }, [1, 2]))).toEqual([1, 2]);
    expect(tensorCoreMatmul(A100.fp16.fp32, [], [one], { m: 0, n: 1, k: 1 })).toHaveLength(0);
  });
});

describe("errors", () => {
  const model = A100.fp16.fp32;

  // biome-ignore format: columns
  test.each<[message: string, call: () => unknown]>([
    ["tensorCoreDot: a and b of one length expected, got 1 and 2",                       () => tensorCoreDot(model, [1], [1, 2], 0)],
    ["tensorCoreDot: b[1]: code of FP16, integer of 16 bits, expected, got 65536",       () => tensorCoreDot(model, [1, 1], [1, 65536], 0)],
    ["tensorCoreDot: a[0]: code of FP16, integer of 16 bits, expected, got 0.5",         () => tensorCoreDot(model, [0.5], [1], 0)],
    ["tensorCoreDot: a[0]: code of FP16, integer of 16 bits, expected, got -1",          () => tensorCoreDot(model, [-1], [1], 0)],
    ["tensorCoreDot: c[0]: code of FP32, integer of 32 bits, expected, got 4294967296",  () => tensorCoreDot(model, [1], [1], 2 ** 32)],
    ["tensorCoreMatmul: m, n and k that are sizes expected, got 1, -1 and 1",            () => tensorCoreMatmul(model, [1], [1], { m: 1, n: -1, k: 1 })],
    ["tensorCoreMatmul: 2 × 3 elements of b expected, got 1",                            () => tensorCoreMatmul(model, [1, 2], [1], { m: 1, n: 3, k: 2 })],
    ["tensorCoreMatmul: 1 × 1 elements of c expected, got 2",                            () => tensorCoreMatmul(model, [1], [1], { m: 1, n: 1, k: 1 }, [0, 0])],
    ["tensorCoreMatmul: b[2]: code of FP16, integer of 16 bits, expected, got NaN",      () => tensorCoreMatmul(model, [1], [1, 1, Number.NaN], { m: 1, n: 3, k: 1 })],
    ['tensorCoreDot: model "A100 FP16 → FP32" with a blockLength of 1 … 134217727 expected, got 0', () => tensorCoreDot({ ...model, blockLength: 0 }, [], [], 0)],
    ['tensorCoreDot: model "A100 FP16 → FP32" with fractionBits 1 … 40 expected, got 41',           () => tensorCoreDot({ ...model, fractionBits: 41 }, [], [], 0)],
    ['tensorCoreDot: model "A100 FP16 → FP32" with a precision of 1 … 24 expected, got 25',         () => tensorCoreDot({ ...model, precision: 25 }, [], [], 0)],
    ["blocks that share a period evenly expected, got [[0],[2]]",                        () => tensorCoreDot({ ...model, blocks: [[0], [2]] }, [], [], 0)],
    ["blocks that share a period evenly expected, got [[0,1],[2]]",                      () => tensorCoreDot({ ...model, blocks: [[0, 1], [2]] }, [], [], 0)],
    ["an input format with −0 and subnormals and no wider than TF32 expected, got FP32", () => tensorCoreDot({ ...model, input: model.output }, [], [], 0)],
    ['findTensorCoreModel: GPU expected, one of V100, A100, A2, Ada, L40S, H100, H200, B200, got "T4"',   () => findTensorCoreModel("T4", "fp16", "fp32")],
    ['findTensorCoreModel: operand format of V100 expected, one of fp16, got "bf16"',                     () => findTensorCoreModel("V100", "bf16", "fp32")],
    ['findTensorCoreModel: result format of A100 tf32 expected, one of fp32, got "fp16"',                 () => findTensorCoreModel("A100", "tf32", "fp16")],
    ['got "toString"',                                                                   () => findTensorCoreModel("toString", "fp16", "fp32")],
  ])("%s", (message, call) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(message);
  });

  it("names are those of the table", () => {
    expect(findTensorCoreModel("H200", "e5m2", "fp16")).toBe(H200.e5m2.fp16);
    expect([FP16, BF16, E5M2]).toContain(findTensorCoreModel("A2", "bf16", "fp32").input);
  });
});
