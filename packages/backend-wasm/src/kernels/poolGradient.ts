import type { KernelParams, View } from "@binade/backend";
import { rowRange } from "../threads/ranges.ts";
import type { Range } from "../threads/threads.ts";
import type { Machine, WasmKernel } from "./machine.ts";
import { rowIndices } from "./rowIndices.ts";
import { roomFor, withSums } from "./sums.ts";
import { describeWindow, floatsOf } from "./windows.ts";

export const poolGradient: WasmKernel<"poolGradient"> = (machine, [gx], inputs, params) => {
  const [g, index] = inputs as [View, View?];
  const planes = rowRange(gx!.shape[0]! * gx!.shape[1]!, gx!.shape[2]! * gx!.shape[3]!);
  const [gRoom, indexRoom] = [roomFor(g, "f32"), index === undefined ? 0 : roomFor(index, "i32")];
  withSums(machine, gx!, gRoom + indexRoom, (sums, scratch) => {
    const chosen = index === undefined ? undefined : placesOf(machine, gx!, index, indexRoom, scratch + gRoom);
    const upstream = floatsOf(machine, g, gRoom === 0, scratch);
    describeWindow(machine, gx!.shape.slice(2), g.shape.slice(2), params);
    addTerms(machine, { sums, upstream, chosen, planes }, params);
  });
};

function placesOf(machine: Machine, gx: View, index: View, byteLength: number, room: number): number {
  return rowIndices(machine, index, gx.shape[2]! * gx.shape[3]!, { isInPlace: byteLength === 0, room });
}

function addTerms(
  { threads }: Machine,
  places: { sums: number; upstream: number; chosen: number | undefined; planes: Range },
  { countIncludePad }: KernelParams["poolGradient"],
): void {
  const { sums, upstream, chosen, planes } = places;
  if (chosen === undefined) threads.run("averagePoolGradient", planes, [sums, upstream, countIncludePad ? 1 : 0]);
  else threads.run("maxPoolGradient", planes, [sums, upstream, chosen]);
}
