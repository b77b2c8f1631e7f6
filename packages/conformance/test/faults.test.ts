import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { candidateModels } from "../src/models/candidateModels.ts";
import { expectFound } from "./faults/expectFound.ts";
import { plantedFaults } from "./faults/plantedFaults.ts";

describe("every planted fault is found, and its cause is named", () => {
  test.each(plantedFaults)("$name", { timeout: 600_000 }, expectFound);
});

describe("docs/planted-faults.md, written by npm run faults", () => {
  const page = readFileSync(new URL("../../../docs/planted-faults.md", import.meta.url), "utf8");

  test.each(plantedFaults)("has a row for $name", ({ name, does, cause }) => {
    const row = page.split("\n").find((line) => line.startsWith(`| ${name} |`));
    expect(row).toContain(` ${does} `);
    expect(row).toContain(candidateModels.find((model) => model.name === cause)?.does);
  });
});
