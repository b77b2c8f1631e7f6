import { type ChildProcess, spawn } from "node:child_process";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCommand } from "./buildCommand.ts";
import { syntheticMnist } from "./syntheticMnist.ts";

let data: string;
let dist: string;

/** The command as a user runs it: bundled from the sources of all packages, in a process of its own. */
beforeAll(async () => {
  data = await syntheticMnist();
  dist = await buildCommand(["src/bin.ts", "src/trainingWorker.ts"]);
});
afterAll(() => Promise.all([data, dist].map((folder) => rm(folder, { recursive: true }))));

function binade(...args: string[]): { child: ChildProcess; ended: Promise<{ code: number | null; stderr: string }> } {
  const child = spawn(process.execPath, [join(dist, "bin.js"), "train", "--data", data, "--batch", "16", ...args]);
  let stderr = "";
  child.stderr.on("data", (text) => {
    stderr += text;
  });
  child.stdout.resume();
  return { child, ended: new Promise((resolve) => child.on("close", (code) => resolve({ code, stderr }))) };
}

describe("the binade command as a process", () => {
  it("gives the same trace for any number of jobs", async () => {
    const traces = await Promise.all(
      ["1", "3"].map(async (jobs) => {
        const path = join(data, `jobs-${jobs}.jsonl`);
        const { code, stderr } = await binade("--precision", "all", "--steps", "3", "--jobs", jobs, "--trace", path)
          .ended;
        expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
        return readFile(path, "utf8");
      }),
    );
    expect(traces[0]?.trim().split("\n")).toHaveLength(15);
    expect(traces[1]).toBe(traces[0]);
  });

  it.each(["1", "2"])("ends with status 130 on SIGINT and leaves no file, with %s jobs", async (jobs) => {
    const before = await readdir(data);
    const { child, ended } = binade(
      "--precision",
      "all",
      "--steps",
      "1000000",
      "--jobs",
      jobs,
      "--trace",
      join(data, "x"),
    );
    child.stderr?.once("data", () => child.kill("SIGINT")); // what it has done so far: it trains
    const { code, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toMatch(/interrupted: nothing was written/);
    expect(await readdir(data)).toEqual(before);
  });

  it("says in a thread what it would say without one", async () => {
    const { code, stderr } = await binade("--precision", "all", "--jobs", "2", "--steps", "1", "--batch", "65").ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/--batch 65 is more than the 64 examples/);
  });
});
