import { rm } from "node:fs/promises";
import { createCpuBackend } from "@binade/backend-cpu";
import { createWebgpuBackend } from "@binade/backend-webgpu";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeOn } from "../../../tools/softwareDriver.ts";
import { loadMnist } from "../src/mnist.ts";
import { runTraining, type TrainingOptions } from "../src/runTraining.ts";
import { tasks } from "../src/tasks.ts";
import { TrainingRun } from "../src/trainingRun.ts";
import { syntheticMnist } from "./syntheticMnist.ts";

let folder: string;
beforeAll(async () => {
  folder = await syntheticMnist();
});
afterAll(() => rm(folder, { recursive: true }));

describeOn("lavapipe", () => {
  test("a run on a device that is lost goes on from its checkpoint on a new one, with the bits of an undisturbed run on the CPU", async () => {
    const data = await loadMnist(folder);
    const common = {
      task: tasks["mnist-mlp"],
      data,
      precision: "f16",
      steps: 6,
      batch: 8,
      seed: 1,
      probes: 0,
    } as const;
    const cpu = await createCpuBackend();
    const signal = new AbortController().signal;
    const whole = await runTraining({ ...common, backend: cpu, probes: 1, onStep: () => {}, signal });

    const lost = await createWebgpuBackend();
    const first = await TrainingRun.start({ ...common, backend: lost });
    for (let step = 0; step < 3; step++) await first.step(step);
    const checkpoint = await first.checkpoint();
    lost.device.destroy();
    await expect(first.step(3)).rejects.toMatchObject({ code: "ERR_DEVICE_LOST" });
    await lost.dispose();

    const backend = await createWebgpuBackend();
    const options: TrainingOptions = { ...common, backend };
    const second = await TrainingRun.resume(options, checkpoint);
    const records = [];
    for (let step = second.stepsDone; step < common.steps; step++) records.push(await second.step(step));
    expect(records).toEqual(whole.records.slice(3));
    second.dispose();
    await Promise.all([backend.dispose(), cpu.dispose()]);
  });
});
