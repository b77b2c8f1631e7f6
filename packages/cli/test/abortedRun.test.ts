/** Runs on backend-wasm that end early. */
import { rm } from "node:fs/promises";
import type { Backend } from "@binade/backend";
import { createWasmBackend } from "@binade/backend-wasm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadMnist, type Mnist } from "../src/mnist.ts";
import { type RunResult, runTraining } from "../src/runTraining.ts";
import { tasks } from "../src/tasks.ts";
import { syntheticMnist } from "./syntheticMnist.ts";

let folder: string;
let data: Mnist;
beforeAll(async () => {
  folder = await syntheticMnist();
  data = await loadMnist(folder);
});
afterAll(() => rm(folder, { recursive: true }));

function run(backend: Backend, abortAfter?: number): Promise<RunResult> {
  const controller = new AbortController();
  const options = { task: tasks["mnist-cnn"], precision: "f16", steps: 6, batch: 32, seed: 1, probes: 2 } as const;
  const onStep = (step: number): void => {
    if (step === abortAfter) controller.abort(new Error("stopped"));
  };
  return runTraining({ ...options, backend, data, onStep, signal: controller.signal });
}

it("an aborted run leaves nothing behind, and the next one on the same backend gives the same bits", async () => {
  const [backend, other] = [await createWasmBackend({ threads: 2 }), await createWasmBackend({ threads: 1 })];
  for (const step of [0, 3]) {
    await expect(run(backend, step)).rejects.toThrow("stopped");
    expect(backend.stats()).toMatchObject({ liveBuffers: 0, liveBytes: 0 });
  }
  const [again, fresh] = [await run(backend), await run(other)];
  expect(again.records.map(({ lossBits }) => lossBits)).toEqual(fresh.records.map(({ lossBits }) => lossBits));
  expect(backend.stats()).toMatchObject({ liveBuffers: 0, liveBytes: 0 });
  await Promise.all([backend.dispose(), other.dispose()]);
});
