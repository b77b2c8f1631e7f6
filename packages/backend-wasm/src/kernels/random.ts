import { elementCount, type KernelParams } from "@binade/backend";
import { elementRange } from "../threads/ranges.ts";
import type { Range, Threads } from "../threads/threads.ts";
import type { WasmKernel } from "./machine.ts";

type Params = KernelParams["random"];

/** Target, both words of the key, stream. */
type Stream = [target: number, keyLow: number, keyHigh: number, stream: number];

type Draw<K extends Params["kind"]> = (
  threads: Threads,
  range: Range,
  stream: Stream,
  params: Params & { readonly kind: K },
) => void;

const draws: { readonly [K in Params["kind"]]: Draw<K> } = {
  words: (threads, range, stream) => threads.run("randomWords", range, stream),
  uniform: (threads, range, stream, { low, high }) => threads.run("randomUniform", range, [...stream, low, high - low]),
  normal: (threads, range, stream) => threads.run("randomNormal", range, stream),
  keep: (threads, range, stream, { dropProbability }) =>
    threads.run("randomKeep", range, [...stream, Math.floor(dropProbability * 16777216)]),
};

/** Key (seed mod 2^32, ⌊seed/2^32⌋) of an integer seed below 2^53 (N16). */
export const random: WasmKernel<"random"> = ({ threads, memory }, [y], _, params) => {
  const { kind, seed, stream } = params;
  const [keyLow, keyHigh] = [seed % 4294967296, Math.floor(seed / 4294967296)];
  const draw = draws[kind] as Draw<typeof kind>;
  const range = elementRange(elementCount(y!.shape), "heavy");
  draw(threads, range, [memory.addressOfView(y!), keyLow, keyHigh, stream], params as never);
};
