import type { Dtype } from "@binade/backend";
import { describe, test } from "vitest";
import { cast } from "./evaluators/cast.ts";
import { logical } from "./support/codes.ts";
import { randomCodes, specialCodes } from "./support/randomCodes.ts";
import { expectKernel } from "./support/runKernel.ts";

const dtypes: readonly Dtype[] = ["f32", "f16", "bf16", "i32", "u8"];
const pairs = dtypes.flatMap((from) => dtypes.map((to) => [from, to] as const));

/** All codes of a 16-bit or 8-bit dtype, samples of a 32-bit one. */
function sourceCodes(from: Dtype): number[] {
  if (from === "u8") return Array.from({ length: 256 }, (_, code) => code);
  if (from === "f16" || from === "bf16") return Array.from({ length: 65536 }, (_, code) => code);
  return [
    ...specialCodes[from],
    ...(["any", "mixed", "subnormal", "small"] as const).flatMap((set) => randomCodes(from, 4000, set, "cast")),
    ...(from === "f32" ? aroundTies() : aroundIntegerTies()),
  ];
}

/** f32 codes at, just below and just above the midpoints of f16 and bf16, and around the ranges of i32 and u8. */
function aroundTies(): number[] {
  const f16Ties = randomCodes("f16", 1000, "mixed", "ties").map((code) => ((code % 0x8000) << 13) + 0x38001000);
  const bf16Ties = randomCodes("bf16", 1000, "any", "ties").map((code) => code * 65536 + 0x8000);
  const f16Subnormal = Array.from({ length: 600 }, (_, i) => 0x33000000 + i * 0x8000);
  const overflow = [0x477fefff, 0x477ff000, 0x477ff001, 0x7f7f7fff, 0x7f7f8000, 0x7f7f8001, 0x477fe000];
  const integers = [0x4f000000, 0x4effffff, 0xcf000000, 0xcf000001, 0x437f0000, 0x437fffff, 0x43800000, 0xbf7fffff];
  const centers = [...f16Ties, ...bf16Ties, ...f16Subnormal, ...overflow, ...integers].map((code) => code >>> 0);
  return centers.flatMap((code) => [code, (code - 1) >>> 0, (code + 1) >>> 0, (code ^ 0x80000000) >>> 0]);
}

/** Integers beside the midpoints of the float dtypes: where a detour over f32 would round twice. */
function aroundIntegerTies(): number[] {
  const centers = [
    1077936129, 1077936128, 16777217, 33554434, 65519, 65520, 65521, 2049, 2051, 4098, 257, 259, 0x7fffff80,
  ];
  const doubled = Array.from({ length: 1000 }, (_, i) => 2 ** 30 + i * 2 ** 22 + 1).filter((n) => n < 2 ** 31);
  return [...centers, ...doubled].flatMap((n) => [n, n - 1, n + 1, -n, 1 - n].map((x) => x >>> 0));
}

describe("cast", () => {
  test.each(pairs)("%s → %s: one rounding from the exact value (N8)", async (from, to) => {
    const codes = sourceCodes(from);
    const expected = codes.map((code) => cast(from, to, code, false));
    await expectKernel(
      "cast",
      { dtype: to, shape: [codes.length] },
      [{ dtype: from, shape: [codes.length], codes }],
      {},
      expected,
    );
  });

  test.each(pairs.filter(([, to]) => to !== "i32" && to !== "u8"))(
    "%s → %s, saturate: ± largest finite, also for infinity (N8)",
    async (from, to) => {
      const codes = sourceCodes(from);
      const expected = codes.map((code) => cast(from, to, code, true));
      const input = { dtype: from, shape: [codes.length], codes };
      await expectKernel("cast", { dtype: to, shape: [codes.length] }, [input], { saturate: true }, expected);
    },
  );

  test("i32 → bf16 of 1077936129 is 0x4e81, not what a detour over f32 gives (N8)", async () => {
    const input = { dtype: "i32", shape: [1], codes: [1077936129] } as const;
    await expectKernel("cast", { dtype: "bf16", shape: [1] }, [input], {}, [0x4e81]);
  });

  test("strided and broadcast views", async () => {
    const codes = randomCodes("f32", 60, "mixed", "views");
    for (const strides of [
      [1, 5],
      [0, 1],
      [12, 2],
      [1, 0],
    ] as const) {
      const x = { dtype: "f32", shape: [5, 4], strides, offset: 2, codes } as const;
      const expected = logical(x).codes.map((code) => cast("f32", "f16", code, false));
      await expectKernel("cast", { dtype: "f16", shape: [5, 4] }, [x], {}, expected);
    }
  });
});
