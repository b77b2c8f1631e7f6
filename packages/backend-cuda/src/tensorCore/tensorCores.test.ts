import { BackendError } from "@binade/backend";
import { describe, expect, test } from "vitest";
import type { CudaDevice } from "../listCudaDevices.ts";
import { type ModelledGpu, tensorCoresOf } from "./tensorCores.ts";

const device = (computeCapability: string, number: number | "host" = 0): CudaDevice => ({
  device: number,
  name: `a GPU of ${computeCapability}`,
  computeCapability,
  memoryBytes: 2 ** 30,
  isEmulated: number === "host",
});

const until80 = ["f16", "bf16", "tf32"];
const from89 = [...until80, "e4m3fn", "e5m2"];

describe("tensorCoresOf(device, gpu)", () => {
  test.each([
    ["8.0", until80],
    ["8.6", until80],
    ["8.9", from89],
    ["9.0", from89],
    ["10.0", from89],
    ["12.0", from89],
  ])("a GPU of compute capability %s takes %j", (capability, operands) => {
    expect(tensorCoresOf(device(capability)).operands).toEqual(operands);
  });

  test.each<[ModelledGpu | undefined, number, string[]]>([
    ["A100", 0, until80],
    ["L40S", 3, from89],
    ["B200", 6, from89],
    [undefined, 4, from89],
  ])("the host device as %s is row %i of the table", (gpu, unit, operands) => {
    expect(tensorCoresOf(device("host", "host"), gpu)).toEqual({ unit, operands });
  });

  test("a GPU without such instructions is unavailable, with what to do", () => {
    const open = (): unknown => tensorCoresOf(device("7.5"));
    expect(open).toThrow(BackendError);
    expect(open).toThrow('8.0 or newer, "a GPU of 7.5" has 7.5 (tier: "exact" runs there)');
  });

  test("a GPU has tensor cores of its own", () => {
    expect(() => tensorCoresOf(device("9.0"), "A100")).toThrow(
      'expected no tensorCore for a GPU, which has its own, got "A100"',
    );
  });
});
