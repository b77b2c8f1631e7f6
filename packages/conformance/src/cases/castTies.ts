import { type Dtype, isFloatDtype } from "@binade/backend";
import { decode, encode } from "@binade/softfloat";
import { formatOf } from "../spec/formatOf.ts";
import type { Word } from "../spec/specTensor.ts";
import type { Suite } from "./conformanceCase.ts";

const steps: { readonly [S in Suite]: number } = { quick: 257, full: 1 };

/**
 * Words of `from` on and beside the points where a cast to `to` decides: every midpoint between neighbours of `to` (some
 * of them in the quick suite, those at the edges always), and one step to both sides.
 */
export function castTies(from: Dtype, to: Dtype, suite: Suite): Word[] {
  if (!isFloatDtype(to)) return from === "i32" || from === "u8" ? [] : integerEdges(from as keyof typeof formatOf);
  const target = formatOf[to];
  if (target.bits > 16) return [];
  const codes = Array.from({ length: target.maxFinite }, (_, code) => code);
  const step = target.bits > 8 ? steps[suite] : 1;
  const edges = new Set([0, 1, 2, (1 << (target.precision - 1)) - 1, target.maxFinite - 1]);
  return codes
    .filter((code) => code % step === 0 || edges.has(code))
    .flatMap((code) => {
      const middle = (decode(target, code) + decode(target, code + 1)) / 2;
      return [middle, -middle].flatMap((x) => around(from, x));
    })
    .concat(overflowEdges(from, decode(target, target.maxFinite)));
}

/** The word of `x` and its neighbours, where `from` has `x`; nothing elsewhere. */
function around(from: Dtype, x: number): Word[] {
  if (!isFloatDtype(from)) {
    const isHeld = Number.isInteger(x) && Math.abs(x) < 2147483647 && from === "i32";
    return isHeld ? [x - 1, x, x + 1].map((integer) => integer >>> 0) : [];
  }
  const format = formatOf[from];
  const word = encode(format, x);
  if (decode(format, word) !== x) return [];
  const magnitude = word % format.signBit;
  return magnitude === 0 || magnitude >= format.maxFinite ? [word] : [word - 1, word, word + 1];
}

/** Around the largest finite number of the target, up to the one after it. */
function overflowEdges(from: Dtype, largest: number): Word[] {
  return [1, 1 + 2 ** -12, 1 + 2 ** -9, 1 + 2 ** -8, 1 + 2 ** -5, 1 + 2 ** -4, 1 + 2 ** -3, 1.25, 2].flatMap(
    (factor) => [...around(from, largest * factor), ...around(from, -largest * factor)],
  );
}

function integerEdges(from: keyof typeof formatOf): Word[] {
  const edges = [0.5, 1, 1.5, 127.5, 254.5, 255, 255.5, 256, 2147483520, 2147483648, 4294967296];
  return edges.flatMap((edge) => [...around(from, edge), ...around(from, -edge)]);
}
