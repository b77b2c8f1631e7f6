import type { KernelName } from "@binade/backend";
import { type GroupResult, judgeBackend } from "@binade/conformance";
import { expect } from "vitest";
import { createWebgpuBackend } from "../../src/index.ts";

/** Distance that the device's own contraction and division leave in a function of N15. */
const functionUlps = 4;

/** Models of the contract's formulas with f32 subnormals lost on the way. */
const flushing = new Set(["flushed-inputs", "flushed-outputs", "flushed-inputs-and-outputs"]);

/**
 * Judge the fast tier by what the README promises of it: a kernel that its capabilities call exact is, and of the others
 * every operation is exact, or within WGSL's intervals, or a few units in the last place off, or the contract's formula with
 * f32 subnormals flushed, bit for bit in every case tried.
 */
export async function expectWithinBounds(kernels: readonly KernelName[]): Promise<void> {
  const backend = await createWebgpuBackend({ tier: "fast" });
  const outside: string[] = [];
  for await (const group of judgeBackend(backend, { kernels })) {
    const isClaimedExact = backend.capabilities[group.kernel]?.[group.dtype]?.tier === "exact";
    const isRight = group.verdict === "exact" || (!isClaimedExact && isBounded(group));
    if (!isRight) outside.push(`${group.kernel} ${group.op} ${group.dtype}: ${group.differingWords} words differ`);
  }
  await backend.dispose();
  expect(outside).toEqual([]);
}

function isBounded({ verdict, withinInterval, maxUlps, explanations }: GroupResult): boolean {
  if (verdict !== "differs") return false;
  const isFlushed = explanations.some(({ model, reproduced, tried }) => flushing.has(model) && reproduced === tried);
  return withinInterval === true || isFlushed || (maxUlps !== null && maxUlps <= functionUlps);
}
