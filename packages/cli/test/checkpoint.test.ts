import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../src/main.ts";
import type { RunResult } from "../src/runTraining.ts";
import { runJob, type TrainingJob } from "../src/trainingJob.ts";
import { lifetimes } from "./fixtures/lossyBackend.ts";
import { syntheticMnist } from "./syntheticMnist.ts";

const lossy = fileURLToPath(new URL("fixtures/lossyBackend.ts", import.meta.url));
let folder: string;
let errors: string[];
beforeAll(async () => {
  folder = await syntheticMnist();
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  errors = [];
  vi.spyOn(console, "log").mockImplementation(() => {});
  vi.spyOn(console, "error").mockImplementation((text) => void errors.push(String(text)));
  vi.spyOn(process.stderr, "write").mockImplementation(() => true);
});
afterEach(() => vi.restoreAllMocks());

const run = (options: Partial<TrainingJob>): Promise<RunResult> =>
  runJob(
    { task: "mnist-cnn", precision: "f16", backend: "cpu", data: folder, steps: 7, batch: 8, seed: 1, ...options },
    { onStep: () => {}, signal: new AbortController().signal },
  );
/** What does not depend on the clock. */
const outcome = ({ seconds, ...rest }: RunResult) => rest;

describe("a run with checkpoints", () => {
  it("goes on from the last one when the device is lost, to the result that it would have had", async () => {
    const whole = await run({});
    const file = join(folder, "run.safetensors");
    lifetimes.push(600, 600);
    const saved = await run({ backend: lossy, checkpoint: file, checkpointEvery: 2 });
    expect(errors.filter((line) => line.includes("going on from the last checkpoint")).length).toBeGreaterThan(0);
    expect(lifetimes).toEqual([]);
    expect(outcome(saved)).toEqual(outcome(whole));

    const resumed = await run({ resume: file }); // the last checkpoint is from before the last step
    expect(outcome(resumed)).toEqual(outcome(whole));
  });

  it("fails when a device does not get as far as the next checkpoint, and without checkpoints at once", async () => {
    lifetimes.push(600, 20);
    const lost = { code: "ERR_DEVICE_LOST" };
    await expect(
      run({ backend: lossy, checkpoint: join(folder, "a.safetensors"), checkpointEvery: 2 }),
    ).rejects.toMatchObject(lost);
    lifetimes.push(600);
    await expect(run({ backend: lossy })).rejects.toMatchObject(lost);
    lifetimes.length = 0;
  });

  it("is what the options of the command make", async () => {
    const file = join(folder, "b.safetensors");
    const train = (...args: string[]) => main(["train", "--data", folder, "--batch", "8", "--steps", "4", ...args]);
    const [a, b] = ["whole.jsonl", "resumed.jsonl"].map((name) => join(folder, name)) as [string, string];
    expect(await train("--trace", a, "--checkpoint", file, "--checkpoint-every", "3")).toBe(0);
    expect(await train("--trace", b, "--resume", file)).toBe(0);
    expect(await readFile(b, "utf8")).toBe(await readFile(a, "utf8"));
    expect((await readdir(folder)).filter((name) => name.startsWith("."))).toEqual([]);

    expect(await train("--resume", file, "--seed", "2")).toBe(1);
    expect(errors.at(-1)).toContain("of a run with seed 1 instead of 2");
    expect(await train("--resume", join(folder, "none"))).toBe(1);
    expect(errors.at(-1)).toContain("cannot read the checkpoint");
    await writeFile(join(folder, "bad"), "bad");
    expect(await train("--resume", join(folder, "bad"))).toBe(1);
    expect(errors.at(-1)).toContain("not a file that can be read");
    expect(await train("--resume", file, "--precision", "all")).toBe(1);
    expect(await train("--checkpoint-every", "3")).toBe(1);
    expect(errors.at(-1)).toContain("--checkpoint-every needs --checkpoint");
  });
});
