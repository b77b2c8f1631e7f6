import { describe, test } from "vitest";
import { expectFound } from "./faults/expectFound.ts";
import { plantedFaults } from "./faults/plantedFaults.ts";

describe("every planted fault is found, and its cause is named", () => {
  test.each(plantedFaults)("$name", { timeout: 600_000 }, expectFound);
});
