import { type MmaSyncGpu, mmaSyncModels, type TensorCoreModel, tensorCoreDot } from "@binade/softfloat";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeCompiled } from "./mma/compiler.ts";
import { createRandom, drawCodes, draws, seed } from "./mma/operandCodes.ts";
import { column, SoftwareUnit } from "./mma/softwareUnit.ts";

type Input = "fp16" | "bf16" | "tf32" | "e4m3" | "e5m2";

/** Row or column of an element, by the group of its lane (lane ÷ 4), the thread in the group, and its number. */
type Place = (group: number, thread: number, i: number) => readonly [row: number, column: number];

interface Shape {
  readonly k: number;
  readonly elementBits: number;
  /** Elements of A and B that one lane holds. */
  readonly aElements: number;
  readonly bElements: number;
  readonly a: Place;
  readonly b: Place;
}

/** The tables of the PTX ISA, sections «Matrix Fragments for mma.m16n8k16, .m16n8k8, .m16n8k32», element by element. */
const halves: Shape = {
  k: 16,
  elementBits: 16,
  aElements: 8,
  bElements: 4,
  a: (group, thread, i) => [
    (i >= 0 && i < 2) || (i >= 4 && i < 6) ? group : group + 8,
    i < 4 ? thread * 2 + (i & 1) : thread * 2 + (i & 1) + 8,
  ],
  b: (group, thread, i) => [i < 2 ? thread * 2 + (i & 1) : thread * 2 + (i & 1) + 8, group],
};
const words: Shape = {
  k: 8,
  elementBits: 32,
  aElements: 4,
  bElements: 2,
  a: (group, thread, i) => [i === 0 || i === 2 ? group : group + 8, i === 0 || i === 1 ? thread : thread + 4],
  b: (group, thread, i) => [i === 0 ? thread : thread + 4, group],
};
const bytes: Shape = {
  k: 32,
  elementBits: 8,
  aElements: 16,
  bElements: 8,
  a: (group, thread, i) => [
    (i >= 0 && i < 4) || (i >= 8 && i < 12) ? group : group + 8,
    i < 8 ? thread * 4 + (i & 3) : thread * 4 + (i & 3) + 16,
  ],
  b: (group, thread, i) => [i < 4 ? thread * 4 + (i & 3) : thread * 4 + (i & 3) + 16, group],
};
const accumulator: Place = (group, thread, i) => [i < 2 ? group : group + 8, thread * 2 + (i & 1)];

const shapes: Readonly<Record<Input, Shape>> = { fp16: halves, bf16: halves, tf32: words, e4m3: bytes, e5m2: bytes };

const units: readonly (readonly [MmaSyncGpu, Input])[] = [
  ["A100", "fp16"],
  ["A100", "bf16"],
  ["A100", "tf32"],
  ["Ada", "e4m3"],
  ["H100", "fp16"],
  ["H100", "bf16"],
  ["H100", "tf32"],
  ["H100", "e4m3"],
  ["H100", "e5m2"],
  ["B200", "e5m2"],
];

/** A matrix as registers of 32 lanes, lane by lane; the unit ignores what is below the codes of TF32. */
function fragmentsOf(
  matrix: readonly number[],
  columns: number,
  { elementBits }: Pick<Shape, "elementBits">,
  elements: number,
  place: Place,
): number[] {
  const perWord = 32 / elementBits;
  const isTf32 = elementBits === 32 && place !== accumulator;
  return Array.from({ length: 32 }, (_, lane) => {
    const registers = new Array<number>(elements / perWord).fill(0);
    for (let i = 0; i < elements; i++) {
      const [row, at] = place(lane >> 2, lane % 4, i);
      const code = matrix[row * columns + at]!;
      const field = isTf32 ? ((code << 13) | 0x155) >>> 0 : (code << ((i % perWord) * elementBits)) >>> 0;
      registers[Math.floor(i / perWord)]! |= field;
    }
    return registers;
  }).flat();
}

describeCompiled("the software mma.sync takes and gives the fragments of the PTX ISA", () => {
  let unit: SoftwareUnit;
  beforeAll(() => {
    unit = new SoftwareUnit();
  });
  afterAll(() => unit.remove());

  test.each(units)(`%s, %s, seed ${seed}`, (gpu, input) => {
    const model = mmaSyncModels(gpu)[input] as TensorCoreModel;
    const shape = shapes[input];
    const random = createRandom(seed);
    for (const kind of Object.keys(draws)) {
      const a = drawCodes(model.input, kind, 16 * shape.k, random);
      const b = drawCodes(model.input, kind, shape.k * 8, random);
      const c = drawCodes(model.output, "alike", 16 * 8, random);
      const operands = [
        fragmentsOf(a, shape.k, shape, shape.aElements, shape.a),
        fragmentsOf(b, 8, shape, shape.bElements, shape.b),
        fragmentsOf(c, 8, { elementBits: 32 }, 4, accumulator),
      ];
      const [got] = unit.run([`mma ${gpu} ${input} | ${operands.map(column).join(" | ")}`]);
      const product = Array.from({ length: 16 * 8 }, (_, at) => {
        const [row, n] = [Math.floor(at / 8), at % 8];
        const right = Array.from({ length: shape.k }, (_, k) => b[k * 8 + n]!);
        return tensorCoreDot(model, a.slice(row * shape.k, (row + 1) * shape.k), right, c[at]!);
      });
      expect(got, kind).toEqual(fragmentsOf(product, 8, { elementBits: 32 }, 4, accumulator).map((word) => word >>> 0));
    }
  });

  test("a unit that does not take the operands is an error", () => {
    expect(() => unit.run(["mma A100 e4m3 | 0 | 0 | 0"])).toThrow("no such model");
  });
});
