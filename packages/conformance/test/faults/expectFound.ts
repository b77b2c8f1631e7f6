import { expect } from "vitest";
import { causesOf, judgePlanted } from "./judgePlanted.ts";
import type { PlantedFault } from "./plant.ts";

/** Plant a fault and expect that the judge finds it, and that the model which explains every case is the right one. */
export async function expectFound(fault: PlantedFault): Promise<void> {
  const found = await judgePlanted(fault);
  expect(found.length, "groups that differ").toBeGreaterThan(0);
  for (const group of found) {
    const causes = causesOf(group);
    const name = `${group.kernel} ${group.op} ${group.dtype}`;
    expect(
      causes.map(({ model }) => model),
      name,
    ).toContain(fault.cause);
    expect(causes[0]?.reproduced, `${name}: cases reproduced`).toBe(causes[0]?.tried);
  }
}
