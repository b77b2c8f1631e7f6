/** Cases of the random kernel (N16). */
import type { Dtype, RandomParams } from "@binade/backend";
import type { CaseGenerator } from "./conformanceCase.ts";
import { written } from "./operands.ts";

type Kind = RandomParams["kind"];

const dtypeOf: { readonly [K in Kind]: Dtype } = { words: "i32", uniform: "f32", normal: "f32", keep: "u8" };

const kinds: readonly RandomParams[] = [
  { kind: "words", seed: 0, stream: 0 },
  { kind: "uniform", low: 0, high: 1, seed: 0, stream: 0 },
  { kind: "uniform", low: -0.3, high: 0.7, seed: 0, stream: 0 },
  { kind: "uniform", low: -1e-40, high: 1e-40, seed: 0, stream: 0 },
  { kind: "normal", seed: 0, stream: 0 },
  { kind: "keep", dropProbability: 0, seed: 0, stream: 0 },
  { kind: "keep", dropProbability: 0.3, seed: 0, stream: 0 },
  { kind: "keep", dropProbability: 0.5, seed: 0, stream: 0 },
];

/** Seeds around words and the greatest one, streams likewise. */
const keys = [
  { seed: 0, stream: 0 },
  { seed: 1, stream: 1 },
  { seed: 4294967296, stream: 7 },
  { seed: 123456789012345, stream: 4294967295 },
  { seed: 9007199254740991, stream: 12345 },
] as const;

const lengths = { quick: [0, 1, 3, 4, 5, 65], full: [0, 1, 2, 3, 4, 5, 63, 64, 65, 257, 4099] } as const;

export const randomCases: CaseGenerator<"random"> = function* ({ suite }) {
  for (const params of kinds) {
    const dtype = dtypeOf[params.kind];
    const bounds =
      params.kind === "uniform"
        ? ` ${params.low} … ${params.high}`
        : params.kind === "keep"
          ? ` ${params.dropProbability}`
          : "";
    for (const key of keys) {
      for (const length of lengths[suite]) {
        yield {
          id: `${length}${bounds}, seed ${key.seed}, stream ${key.stream}`,
          kernel: "random",
          op: params.kind,
          dtype,
          set: length === 0 ? "empty" : "random",
          params: { ...params, ...key },
          outputs: [written(dtype, [length])],
          inputs: [],
        };
      }
    }
  }
};
