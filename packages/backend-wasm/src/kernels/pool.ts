import { elementCount, type KernelParams, type View } from "@binade/backend";
import { rowRange } from "../threads/ranges.ts";
import type { Range } from "../threads/threads.ts";
import type { Machine, WasmKernel } from "./machine.ts";
import { roomFor, withSums } from "./sums.ts";
import { describeWindow, floatsOf } from "./windows.ts";

type Pool = (machine: Machine, places: { x: number; y: number }, planes: Range, outputs: readonly View[]) => void;

const pools: { readonly [O in KernelParams["pool"]["op"]]: (params: KernelParams["pool"]) => Pool } = {
  max:
    () =>
    ({ threads, memory }, { x, y }, planes, [, index]) =>
      threads.run("maxPool", planes, [x, y, memory.addressOfView(index!)]),
  avg:
    ({ countIncludePad }) =>
    ({ threads }, { x, y }, planes) =>
      threads.run("averagePool", planes, [x, y, countIncludePad ? 1 : 0]),
};

/** In f32, rounded once; a maximum is an element, which rounding leaves as it is. */
export const pool: WasmKernel<"pool"> = (machine, outputs, [x], params) => {
  const [y] = outputs as [View];
  if (elementCount(y.shape) === 0) return;
  const room = roomFor(x!, "f32");
  withSums(machine, y, room, (target, scratch) => {
    const source = floatsOf(machine, x!, room === 0, scratch);
    describeWindow(machine, x!.shape.slice(2), y.shape.slice(2), params);
    const planes = rowRange(x!.shape[0]! * x!.shape[1]!, x!.shape[2]! * x!.shape[3]!);
    pools[params.op](params)(machine, { x: source, y: target }, planes, outputs);
  });
};
