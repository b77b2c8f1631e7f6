/** Operations of `wgsl/kernels/probe.wgsl`, by number, with what binary32 gives. */
export const probeOperations = {
  add: { code: 0, value: (a: number, b: number): number => f32(a + b) },
  sub: { code: 1, value: (a: number, b: number): number => f32(a - b) },
  mul: { code: 2, value: (a: number, b: number): number => f32(a * b) },
  div: { code: 3, value: (a: number, b: number): number => f32(a / b) },
  sqrt: { code: 4, value: (a: number): number => f32(Math.sqrt(a)) },
  mulAdd: { code: 5, value: (a: number, b: number, c: number): number => f32(f32(a * b) + c) },
  cancel: { code: 6, value: (a: number, b: number): number => f32(f32(a + b) - a) },
  factor: { code: 7, value: (a: number, b: number, c: number): number => f32(f32(a * c) + f32(b * c)) },
  addZero: { code: 8, value: (a: number): number => f32(0 + a) },
  constants: { code: 9, value: (a: number): number => f32(f32(a * f32(3.1)) * f32(5.3)) },
  timesZero: { code: 10, value: (a: number): number => f32(a - f32(a * 0)) },
} as const;

export type ProbeOperation = keyof typeof probeOperations;

const f32 = Math.fround;

/** One question to the device: operands and result are words. */
export interface ProbeCase {
  /** What is found out; several cases may share a name. */
  readonly name: string;
  readonly operation: ProbeOperation;
  readonly operands: readonly number[];
}

// biome-ignore format: columns
const curated: readonly ProbeCase[] = [
  { name: "f32-subnormal operand of +",     operation: "add",       operands: [0x00000001, 0x00000000] },
  { name: "f32-subnormal operand of +",     operation: "add",       operands: [0x00400000, 0x80000001] },
  { name: "f32-subnormal result of −",      operation: "sub",       operands: [0x00800001, 0x00800000] },
  { name: "f32-subnormal operand of ×",     operation: "mul",       operands: [0x00000001, 0x4b800000] },
  { name: "f32-subnormal result of ×",      operation: "mul",       operands: [0x80800000, 0x3f000000] },
  { name: "f32-subnormal operand of ÷",     operation: "div",       operands: [0x00000003, 0x40000000] },
  { name: "f32-subnormal result of ÷",      operation: "div",       operands: [0x00800000, 0x40400000] },
  { name: "f32-subnormal operand of √",     operation: "sqrt",      operands: [0x00000005] },
  { name: "ties of + go to even",           operation: "add",       operands: [0x3f800000, 0x33800000] },
  { name: "ties of + go to even",           operation: "add",       operands: [0x3f800001, 0x33800000] },
  { name: "negative sums round to nearest", operation: "add",       operands: [0xbf800000, 0xb3c00000] },
  { name: "overflow of + is infinite",      operation: "add",       operands: [0x7f7fffff, 0x73000000] },
  { name: "products round to nearest",      operation: "mul",       operands: [0x3f800800, 0x3f800801] },
  { name: "x·y + z is not fused",           operation: "mulAdd",    operands: [0x3f800800, 0x3f800800, 0xbf801000] },
  { name: "(a + b) − a is not simplified",  operation: "cancel",    operands: [0x4cbebc20, 0x3f800000] },
  { name: "a·c + b·c is not factored",      operation: "factor",    operands: [0x4cbebc20, 0xccbebc1f, 0x3dcccccd] },
  { name: "0 + x loses the sign of −0",     operation: "addZero",   operands: [0x80000000] },
  { name: "constants are not folded",       operation: "constants", operands: [0x3f8ccccd] },
  { name: "constants are not folded",       operation: "constants", operands: [0x40490fdb] },
  { name: "x − x·0 keeps the sign of −0",   operation: "timesZero", operands: [0x80000000] },
  { name: "x − x·0 keeps the sign of −0",   operation: "timesZero", operands: [0xc0000000] },
  { name: "∞ − ∞ is NaN",                   operation: "sub",       operands: [0x7f800000, 0x7f800000] },
  { name: "∞ · 0 is NaN",                   operation: "mul",       operands: [0x7f800000, 0x00000000] },
  { name: "1 ÷ −0 is −∞",                   operation: "div",       operands: [0x3f800000, 0x80000000] },
  { name: "√ of −0 is −0",                  operation: "sqrt",      operands: [0x80000000] },
  { name: "√ of a negative number is NaN",  operation: "sqrt",      operands: [0xbf800000] },
];

/** Random words for each operation alone. */
const sweeps: readonly ProbeOperation[] = ["add", "sub", "mul", "div", "sqrt", "mulAdd", "cancel"];
const sweepLength = 512;

/** All cases: the curated ones, then for every operation random words, all of them or near one another. */
export function probeCases(): readonly ProbeCase[] {
  let state = 0x2545f491;
  const random = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  const near = (): number => ((random() & 0x83ffffff) | 0x3c000000) >>> 0;
  const swept = sweeps.flatMap((operation) =>
    Array.from({ length: sweepLength }, (_, i): ProbeCase => {
      const draw = i % 2 === 0 ? random : near;
      return { name: `random words of ${operation}`, operation, operands: [draw(), draw(), draw()] };
    }),
  );
  return [...curated, ...swept];
}
