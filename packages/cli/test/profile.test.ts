import type { LedgerReport } from "@binade/autograd";
import { describe, expect, it } from "vitest";
import { type ProfiledRun, profileTable } from "../src/profileTable.ts";
import { profileChart } from "../src/report/profileChart.ts";

const times = Array.from({ length: 15 }, (_, i) => ({
  kernel: `kernel${i}`,
  part: i === 1 ? "pack" : `kernel${i}`,
  dispatches: 20,
  milliseconds: 150 - 10 * i,
}));
const run: ProfiledRun = {
  precision: "f16",
  description: "",
  steps: 10,
  seconds: 1,
  testAccuracy: 1,
  skippedSteps: 0,
  finalScale: 1,
  flushedShare: 0,
  zeroShare: 0,
  zeroShareInF32: 0,
  unmovedShare: 0,
  memory: {} as LedgerReport,
  records: [],
  probes: [],
  times,
};

describe("profileTable(run)", () => {
  it("gives dispatches and milliseconds of one step, and the shares", () => {
    const lines = profileTable(run).split("\n");
    expect(lines[0]).toBe("f16: 120.00 ms of a step on the device");
    expect(lines[4]).toMatch(/^kernel0 +2\.0 +15\.000 +12\.5 %$/);
    expect(lines[5]).toMatch(/^kernel1: pack +2\.0 +14\.000 +11\.7 %$/);
  });
});

describe("profileChart(run)", () => {
  it("has a bar for each of twelve kernels and one for all others", () => {
    const chart = profileChart(run);
    expect(chart).toContain("kernel11");
    expect(chart).not.toContain("kernel12");
    expect(chart).toContain("3 others");
    expect(chart).toContain("6.0"); // (30 + 20 + 10) / 10
  });
});
