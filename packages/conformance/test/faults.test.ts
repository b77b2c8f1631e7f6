import { describe, test } from "vitest";
import { expectFound } from "./faults/expectFound.ts";
import { plantedFaults } from "./faults/plantedFaults.ts";

/** One fault in six; all of them are planted by `faults.slow.test.ts`. */
const some = plantedFaults.filter((_, i) => i % 6 === 0);

describe("planted faults are found, and their causes named: one in six", () => {
  test.each(some)("$name", { timeout: 600_000 }, expectFound);
});
