import type { ArithmeticStyle } from "../../src/assembler/arithmeticStyle.ts";
import { BufferPool } from "../../src/device/bufferPool.ts";
import { CommandQueue } from "../../src/device/commandQueue.ts";
import { Memory } from "../../src/device/memory.ts";
import { openDevice } from "../../src/device/openDevice.ts";
import { PipelineCache } from "../../src/device/pipelineCache.ts";
import { Readback } from "../../src/device/readback.ts";
import { usage } from "../../src/device/usage.ts";
import { KernelRunner } from "../../src/kernels/kernelRunner.ts";
import { type ProbeReport, runProbes } from "../../src/probes/runProbes.ts";

/** What the probes say when the formulas are written in a style of the test's choice. */
export async function probesIn(style: ArithmeticStyle): Promise<ProbeReport> {
  const { device, close } = await openDevice({});
  const pool = new BufferPool(device, usage.storage | usage.copySource | usage.copyTarget);
  const queue = new CommandQueue(device, pool, false);
  const memory = new Memory(pool, 2 ** 27);
  const runner = new KernelRunner(memory, queue, new PipelineCache(device), style);
  const report = await runProbes(runner, memory, new Readback(device, queue));
  await close();
  return report;
}
