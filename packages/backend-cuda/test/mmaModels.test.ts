import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mmaSyncGpus, mmaSyncModels, type TensorCoreModel, tensorCoreDot, tensorCoreModels } from "@binade/softfloat";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeCompiled } from "./mma/compiler.ts";
import { createRandom, drawCodes, draws, seed } from "./mma/operandCodes.ts";
import { column, SoftwareUnit } from "./mma/softwareUnit.ts";

const folder = fileURLToPath(new URL("../native/mma", import.meta.url));

test("models.gen.h is that of softfloat's models (node native/mma/generate.mjs after a build)", async () => {
  // A computed path: the script is no part of the types.
  const { modelTable } = (await import(`${"../native/mma/generate.mjs"}`)) as {
    modelTable: (models: unknown, gpus: unknown, mmaSync: unknown) => string;
  };
  const isCurrent =
    modelTable(tensorCoreModels, mmaSyncGpus, mmaSyncModels) === readFileSync(join(folder, "models.gen.h"), "utf8");
  expect(isCurrent).toBe(true);
});

const rows = Object.entries(tensorCoreModels).flatMap(([gpu, inputs]) =>
  Object.entries(inputs).flatMap(([input, outputs]) =>
    Object.entries(outputs as Record<string, TensorCoreModel>).map(
      ([output, model]) => [`${gpu} ${input} ${output}`, model] as const,
    ),
  ),
);

interface Dots {
  readonly jobs: readonly string[];
  readonly expected: readonly number[];
}

/** Dot products of every pair of kinds, of lengths that do not fill an instruction and of several. */
function randomDots(name: string, model: TensorCoreModel, count: number): Dots {
  const random = createRandom(seed + rows.findIndex(([row]) => row === name));
  const longest = 2 * model.blockLength * model.blocks.length + 2;
  const cases = Object.keys(draws).flatMap((kind) =>
    Object.keys(draws).flatMap((addend) =>
      Array.from({ length: count }, () => {
        const k = 1 + (random() % longest);
        const [a, b] = [drawCodes(model.input, kind, k, random), drawCodes(model.input, kind, k, random)];
        const c = drawCodes(model.output, addend, 1, random);
        return { a, b, c };
      }),
    ),
  );
  return {
    jobs: cases.map(({ a, b, c }) => `dot ${name} | ${[a, b, c].map(column).join(" | ")}`),
    expected: cases.map(({ a, b, c }) => tensorCoreDot(model, a, b, c[0]!)),
  };
}

function mismatches(unit: SoftwareUnit, { jobs, expected }: Dots): string[] {
  const results = unit.run(jobs);
  return jobs.flatMap((job, i) => {
    const [got] = results[i]!;
    return got === expected[i] ? [] : [`${job}: expected ${expected[i]?.toString(16)}, got ${got?.toString(16)}`];
  });
}

describeCompiled("the software model of mma.sync", () => {
  describe(`against softfloat's models, seed ${seed}`, () => {
    let unit: SoftwareUnit;
    beforeAll(() => {
      unit = new SoftwareUnit();
    });
    afterAll(() => unit.remove());

    test.each(rows)("%s", (name, model) => {
      expect(mismatches(unit, randomDots(name, model, 40)).slice(0, 3)).toEqual([]);
    });

    test("no products give c, and a NaN of c is the unit's", () => {
      const jobs = ["80000000", "ffc12345"].map((c) => `dot A100 fp16 fp32 | | | ${c}`);
      expect(unit.run(jobs)).toEqual([[0x80000000], [0x7fffffff]]);
    });
  });

  test(`no access or shift is undefined, seed ${seed}`, () => {
    const unit = new SoftwareUnit(["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]);
    for (const [name, model] of rows) expect(mismatches(unit, randomDots(name, model, 8)), name).toEqual([]);
    unit.remove();
  });

  /** Mistakes in the program, each of which the comparison has to see somewhere. */
  const faults: readonly (readonly [title: string, file: string, from: string, to: string])[] = [
    [
      "a subnormal with an implicit bit",
      "format.h",
      "if (field == 0) return",
      "if (field == 0 && trailing == 1) return",
    ],
    ["the sum cut at one digit more", "block.h", "- model.fractionBits;\n", "- model.fractionBits - 1;\n"],
    [
      "c not among the terms that align",
      "block.h",
      "for (int i = 0; i < count; i++) largest",
      "for (int i = 0; i + 1 < count; i++) largest",
    ],
    [
      "no clamp of the exponent",
      "block.h",
      "int largest = model.leastExponent",
      "int largest = model.leastExponent - 20",
    ],
    ["∞ − ∞ is ∞", "block.h", "hasNaN || (hasPositive && hasNegative)", "hasNaN"],
    ["ties away", "encode.h", "rest == half && (whole & 1) != 0", "rest == half"],
    ["the largest number for ∞", "encode.h", "? format.infinity : code", "? format.infinity - 1 : code"],
    ["blocks in k order", "dot.h", "const int k = model.order[i];", "const int k = i;"],
    ["a sticky digit lost", "sum.h", "aligned |= 1", "aligned |= 0"],
  ];

  test.each(faults)("a planted fault is seen: %s", (_, file, from, to) => {
    const copy = mkdtempSync(join(tmpdir(), "binade-mma-fault-"));
    try {
      cpSync(folder, copy, { recursive: true });
      const text = readFileSync(join(copy, file), "utf8");
      expect(text).toContain(from);
      writeFileSync(join(copy, file), text.replace(from, to));
      const unit = new SoftwareUnit(["-O0"], join(copy, "runner.cpp"));
      const found = rows.flatMap(([name, model]) => mismatches(unit, randomDots(name, model, 8)));
      unit.remove();
      expect(found.length).toBeGreaterThan(0);
    } finally {
      rmSync(copy, { recursive: true });
    }
  });
});
