import type { View } from "@binade/backend";
import type { Memory } from "../device/memory.ts";
import type { Readback } from "../device/readback.ts";
import type { KernelRunner } from "../kernels/kernelRunner.ts";
import { type ProbeCase, probeCases, probeOperations } from "./probeCases.ts";

/** The first case of a probe that the device did not answer as binary32 does. Words. */
export interface ProbeFailure extends ProbeCase {
  readonly expected: number;
  readonly observed: number;
}

/** What the probes found out about a device. */
export interface ProbeReport {
  readonly cases: number;
  /** By name of the probe. */
  readonly failures: readonly ProbeFailure[];
  /** From the first shader to the last comparison. */
  readonly milliseconds: number;
}

/**
 * Ask the device for every operation that the exact tier is made of, written as its kernels write it.
 *
 * @param runner - With a style that uses the device's own division and square root.
 */
export async function runProbes(runner: KernelRunner, memory: Memory, readback: Readback): Promise<ProbeReport> {
  const start = now();
  const cases = probeCases();
  const [x, y] = [runner.scratch("i32", 4 * cases.length), runner.scratch("i32", cases.length)];
  const words = Uint32Array.from(
    cases.flatMap(({ operation, operands: [a = 0, b = 0, c = 0] }) => [probeOperations[operation].code, a, b, c]),
  );
  runner.write(x.buffer, new Uint8Array(words.buffer), 0);
  runner.run({
    kernel: "probe",
    write: { y },
    read: { x },
    params: { count: cases.length },
    size: { invocations: cases.length },
  });
  const bytes = await readback.read(memory.bufferOf(y.buffer), 0, 4 * cases.length);
  for (const view of [x, y] satisfies View[]) runner.release(view);
  const observed = new Uint32Array(bytes.buffer, bytes.byteOffset, cases.length);
  return { cases: cases.length, failures: failuresOf(cases, observed), milliseconds: now() - start };
}

function failuresOf(cases: readonly ProbeCase[], observed: Uint32Array): ProbeFailure[] {
  const failures = new Map<string, ProbeFailure>();
  for (const [i, probe] of cases.entries()) {
    const expected = expectedWord(probe);
    const word = canonical(observed[i] as number);
    if (word !== expected && !failures.has(probe.name))
      failures.set(probe.name, { ...probe, expected, observed: word });
  }
  return [...failures.values()];
}

const word = new Uint32Array(3); //                scratch
const float = new Float32Array(word.buffer); //    scratch, the same bytes

function expectedWord({ operation, operands }: ProbeCase): number {
  word.set(operands);
  const [a = 0, b = 0, c = 0] = float;
  float[0] = (probeOperations[operation].value as (a: number, b: number, c: number) => number)(a, b, c);
  return canonical(word[0] as number);
}

function canonical(bits: number): number {
  return (bits & 0x7fffffff) > 0x7f800000 ? 0x7fc00000 : bits;
}

/** Milliseconds; `performance` is in every engine, though not in the types of all. */
function now(): number {
  return (globalThis as unknown as { readonly performance: { now(): number } }).performance.now();
}
