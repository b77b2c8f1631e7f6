import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Job, runResumable } from "./resumable.ts";

/** A job whose chunks take 3 s each by a clock of its own, so that every second one is reported. */
function slowJob(ran: number[], stopAt = Number.POSITIVE_INFINITY): Job {
  return {
    name: "slow job",
    chunks: 6,
    start: () => (chunk) => {
      if (chunk === stopAt) throw new Error("stopped");
      ran.push(chunk);
      vi.advanceTimersByTime(3000);
      return { cases: 10, failures: chunk === 1 ? ["wrong"] : [] };
    },
  };
}

describe("runResumable(job, surroundings)", () => {
  let folder: string;
  const lines: string[] = [];
  const surroundings = (fingerprint: string) => ({ folder, fingerprint, say: (line: string) => lines.push(line) });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "binade-resumable-"));
    lines.length = 0;
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    rmSync(folder, { recursive: true });
  });

  it("runs every chunk, says how far it is, and leaves no file", () => {
    const ran: number[] = [];
    const outcome = runResumable(slowJob(ran), surroundings("a"));
    expect(ran).toEqual([0, 1, 2, 3, 4, 5]);
    expect(outcome).toMatchObject({ cases: 60, failures: ["wrong"], seconds: 18 });
    expect(lines).toEqual(["slow job: 33.3 %, 12 s left, 1 failures", "slow job: 66.7 %, 6 s left, 1 failures"]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("goes on where it was stopped, with the failures so far", () => {
    const ran: number[] = [];
    expect(() => runResumable(slowJob(ran, 3), surroundings("a"))).toThrow("stopped");
    expect(readdirSync(folder)).toEqual(["slow-job.json"]);
    expect(runResumable(slowJob(ran), surroundings("a"))).toMatchObject({ cases: 60, failures: ["wrong"] });
    expect(ran).toEqual([0, 1, 2, 2, 3, 4, 5]);
  });

  it("begins anew when the code is another", () => {
    const ran: number[] = [];
    expect(() => runResumable(slowJob(ran, 3), surroundings("a"))).toThrow("stopped");
    runResumable(slowJob(ran), surroundings("b"));
    expect(ran).toEqual([0, 1, 2, 0, 1, 2, 3, 4, 5]);
  });
});
