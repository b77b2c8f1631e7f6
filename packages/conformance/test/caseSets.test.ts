import { expect, test } from "vitest";
import type { CaseSet } from "../src/cases/conformanceCase.ts";
import { judgePlanted } from "./faults/judgePlanted.ts";
import { plantedFaults } from "./faults/plantedFaults.ts";

/** A fault of the kind that the set is there to find. */
const faultFor: { readonly [S in CaseSet]: string } = {
  specials: "negation by subtraction",
  subnormals: "subnormals flushed by the adder",
  ties: "ties away in f16",
  overflow: "unscale by division",
  nan: "tf32 NaN lost",
  zeros: "sum from a folded zero",
  cancellation: "fused multiply-add in a product",
  exhaustive: "f16 subnormals widened to zero",
  random: "double rounding to f16",
  shapes: "no blocks of 256",
  layouts: "float to i32 rounds",
  empty: "empty product skipped",
  order: "reversed reduction",
  state: "steps on a found overflow",
};

test.each(Object.entries(faultFor))(
  "the set «%s» fails on a backend with the fault «%s»",
  async (set, name) => {
    const fault = plantedFaults.find((each) => each.name === name);
    if (fault === undefined) throw new Error(`no planted fault is called «${name}»`);
    const groups = await judgePlanted(fault, { models: [] });
    const differing = groups.reduce((sum, group) => sum + (group.sets[set]?.differing ?? 0), 0);
    expect(differing).toBeGreaterThan(0);
  },
  600_000,
);
