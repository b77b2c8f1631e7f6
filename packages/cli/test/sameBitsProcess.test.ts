import { type ChildProcess, spawn } from "node:child_process";
import { copyFile, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCommand } from "./buildCommand.ts";
import { syntheticMnist } from "./syntheticMnist.ts";

let data: string;
let dist: string;
/** A backend of somebody else, by the path of its module, which does what its name says from step 2 on. */
const other = (name: string): string => join(dist, `${name}.js`);

beforeAll(async () => {
  data = await syntheticMnist();
  dist = await buildCommand(["src/bin.ts", "src/sameBits/sameBitsWorker.ts", "test/fixtures/endingBackend.ts"]);
  for (const name of ["wrong", "crash", "hang", "throw", "announce"])
    await copyFile(other("endingBackend"), other(name));
});
afterAll(() => Promise.all([data, dist].map((folder) => rm(folder, { recursive: true }))));

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function sameBits(...args: string[]): { child: ChildProcess; ended: Promise<Result> } {
  const size = ["--data", data, "--batch", "8"];
  const child = spawn(process.execPath, [join(dist, "bin.js"), "same-bits", ...size, ...args]);
  const texts = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].on("data", (text) => {
      texts[stream] += text;
    });
  }
  return { child, ended: new Promise((resolve) => child.on("close", (code) => resolve({ code, ...texts }))) };
}

describe("binade same-bits as a process", () => {
  it("ends with 0 when none differs, and writes what was found", async () => {
    const path = join(data, "same.json");
    const { code, stdout } = await sameBits("--backends", "cpu,cpu", "--steps", "3", "--json", path).ended;
    expect(stdout).toBe(
      "mnist-mlp in f16, 3 steps of 8, seed 1: every bit against cpu\n" +
        "cpu: the reference\n" +
        "cpu: none differs: the same bits in every loss, gradient, moment and weight of every step\n",
    );
    expect(code).toBe(0);
    expect(JSON.parse(await readFile(path, "utf8"))).toEqual({
      task: "mnist-mlp",
      precision: "f16",
      steps: 3,
      batch: 8,
      seed: 1,
      results: [
        { backend: "cpu", verdict: "reference" },
        { backend: "cpu", verdict: "same" },
      ],
    });
  });

  it("ends with 1 when one differs, and prints the first words that do", async () => {
    const wrong = other("wrong");
    const { code, stdout, stderr } = await sameBits("--backends", `cpu,${wrong}`, "--steps", "4").ended;
    expect(stdout).toContain(`${wrong}: differs in step 2, first in "moment 2 of fc1.weight" [96, 784] at element `);
    expect(stdout).toMatch(/^ {2}cpu +0x[0-9a-f]{8} {2}\S+$/m);
    expect(stdout).toMatch(/^ {2}\/.*wrong\.js +0x[0-9a-f]{8} {2}\S+, [1-9]\d* ulp away$/m);
    expect(stdout).toMatch(/\d+ of its 75264 elements differ, and 12 of the 28 tensors there/);
    expect(stderr).toContain(`binade: same-bits: ${wrong} differs`);
    expect(code).toBe(1);
  });

  it("takes a crash, a hang and an error for verdicts, and goes on with the others", async () => {
    const [crash, hang, broken] = ["crash", "hang", "throw"].map(other);
    const backends = ["cpu", crash, hang, broken, "cpu"].join(",");
    const args = ["--backends", backends, "--steps", "3", "--time-limit", "8"];
    const { code, stdout, stderr } = await sameBits(...args).ended;
    expect(stdout).toMatch(/crash\.js crashed \(SIGKILL\), in step 2$/m);
    expect(stdout).toMatch(/hang\.js hung: no answer for 8 s, in step 2$/m);
    expect(stdout).toMatch(/throw\.js failed: the device is gone, in step 2$/m);
    expect(stdout.match(/^cpu: none differs/gm)).toHaveLength(1);
    expect(stderr).toContain(`binade: same-bits: ${crash} crashed, ${hang} hung, ${broken} failed`);
    expect(code).toBe(1);
  });

  it("says which backends there are when one is asked for that there is not", async () => {
    const { code, stdout, stderr } = await sameBits("--backends", "cpu,abacus", "--steps", "1").ended;
    expect(stderr).toMatch(/one of cpu.* or the path of a module expected, got "abacus"/);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  it("ends with status 130 on SIGINT, writes nothing and leaves no process", async () => {
    const before = await readdir(data);
    const backends = `${other("announce")},${other("announce")}`;
    const json = join(data, "interrupted.json");
    const { child, ended } = sameBits("--backends", backends, "--steps", "1000000", "--json", json);
    child.stderr?.on("data", (text) => {
      if (String(text).includes("step 2 has begun")) child.kill("SIGINT");
    });
    const { code, stderr } = await ended; // when the streams close, which the processes of the backends hold too
    expect(code).toBe(130);
    expect(stderr).toMatch(/interrupted: nothing was written/);
    expect(await readdir(data)).toEqual(before);
  });
});
