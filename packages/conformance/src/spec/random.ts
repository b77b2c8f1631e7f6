/** N16: Philox4x32-10 and what is made of its words. */
import type { RandomParams } from "@binade/backend";
import { encode, FP32 } from "@binade/softfloat";
import type { Arithmetic } from "./arithmetic.ts";
import type { Evaluator } from "./evaluator.ts";
import { log } from "./functions/logarithm.ts";
import { reduceFraction, sineOfReduced } from "./functions/trigonometric.ts";
import { rn32 } from "./hostScalar.ts";
import { elementwise } from "./lazy.ts";
import type { SpecTensor, Word } from "./specTensor.ts";

const mask = 0xffffffffn;
const multipliers = [0xd2511f53n, 0xcd9e8d57n] as const;
const weyls = [0x9e3779b9n, 0xbb67ae85n] as const;
const rounds = 10;

/**
 * Element `i`: word i mod 4 of the block with counter (⌊i/4⌋ low, high, stream, 0) and key (seed mod 2^32, ⌊seed/2^32⌋).
 *
 * @see Salmon et al., «Parallel random numbers: as easy as 1, 2, 3», SC 2011, §3.3.
 */
function philoxWord({ seed, stream }: RandomParams, i: number): Word {
  const block = BigInt(Math.floor(i / 4));
  let counter = [block & mask, block >> 32n, BigInt(stream), 0n] as [bigint, bigint, bigint, bigint];
  let key = [BigInt(seed) & mask, BigInt(seed) >> 32n] as [bigint, bigint];
  for (let round = 0; round < rounds; round++) {
    const product0 = multipliers[0] * counter[0];
    const product1 = multipliers[1] * counter[2];
    counter = [
      (product1 >> 32n) ^ counter[1] ^ key[0],
      product1 & mask,
      (product0 >> 32n) ^ counter[3] ^ key[1],
      product0 & mask,
    ];
    key = [(key[0] + weyls[0]) & mask, (key[1] + weyls[1]) & mask];
  }
  return Number(counter[i % 4]);
}

type Draw<K extends RandomParams["kind"]> = (
  params: Extract<RandomParams, { readonly kind: K }>,
  i: number,
  arithmetic: Arithmetic,
) => Word;

const draws: { readonly [K in RandomParams["kind"]]: Draw<K> } = {
  words: philoxWord,
  /** lo + ((hi − lo)·u), u = (w >>> 8)·2^−24. */
  uniform: (params, i, { multiplyAdd }) => {
    const u = encode(FP32, (philoxWord(params, i) >>> 8) / 2 ** 24);
    return multiplyAdd(rn32(params.high - params.low), u, rn32(params.low));
  },
  /** (w0, w1) give r·cos and r·sin, r = √(−2·log u1), u1 = ((w0 >>> 8) + 1)·2^−24, the angle w1·2^−32 turns. */
  normal: (params, i, arithmetic) => {
    const first = i - (i % 2);
    const u1 = encode(FP32, ((philoxWord(params, first) >>> 8) + 1) / 2 ** 24);
    const radius = arithmetic.sqrt(arithmetic.mul(rn32(-2), log(u1, arithmetic)));
    const angle = BigInt(philoxWord(params, first + 1)) << 34n; // quarter turns in the upper 2 of 66 bits
    const { quadrant, r } = reduceFraction(Number(angle >> 64n), angle & 0xffffffffffffffffn, arithmetic);
    const isCosine = i % 2 === 0;
    return arithmetic.mul(radius, sineOfReduced({ quadrant: quadrant + (isCosine ? 1 : 0), r }, arithmetic));
  },
  /** Keeps iff (w >>> 8) ≥ ⌊p·2^24⌋. */
  keep: (params, i) => (philoxWord(params, i) >>> 8 >= Math.floor(params.dropProbability * 2 ** 24) ? 1 : 0),
};

export const random: Evaluator<"random"> = ({ outputs, params }, arithmetic) => {
  const draw = draws[params.kind] as Draw<RandomParams["kind"]>;
  return [elementwise(outputs[0] as SpecTensor, (i) => draw(params as never, i, arithmetic))];
};
