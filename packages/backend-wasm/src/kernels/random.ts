import { elementCount, type KernelParams } from "@binade/backend";
import type { WasmExports } from "../module/wasmExports.ts";
import type { WasmKernel } from "./machine.ts";

type Params = KernelParams["random"];

/** Target, element count, both words of the key, stream. */
type Stream = [target: number, count: number, keyLow: number, keyHigh: number, stream: number];

type Draw<K extends Params["kind"]> = (
  wasm: WasmExports,
  stream: Stream,
  params: Params & { readonly kind: K },
) => void;

const draws: { readonly [K in Params["kind"]]: Draw<K> } = {
  words: (wasm, stream) => wasm.randomWords(...stream),
  uniform: (wasm, stream, { low, high }) => wasm.randomUniform(...stream, low, high - low),
  normal: (wasm, stream) => wasm.randomNormal(...stream),
  keep: (wasm, stream, { dropProbability }) => wasm.randomKeep(...stream, Math.floor(dropProbability * 16777216)),
};

/** Key (seed mod 2^32, ⌊seed/2^32⌋) of an integer seed below 2^53 (N16). */
export const random: WasmKernel<"random"> = ({ wasm, memory }, [y], _, params) => {
  const { kind, seed, stream } = params;
  const [keyLow, keyHigh] = [seed % 4294967296, Math.floor(seed / 4294967296)];
  const draw = draws[kind] as Draw<typeof kind>;
  draw(wasm, [memory.addressOfView(y!), elementCount(y!.shape), keyLow, keyHigh, stream], params as never);
};
