import { rm } from "node:fs/promises";
import { createEngine, mul, sum } from "@binade/autograd";
import type { Backend, KernelName } from "@binade/backend";
import { createCpuBackend } from "@binade/backend-cpu";
import { SGD } from "@binade/nn";
import { afterAll, beforeAll, describe, expect, it, test, vi } from "vitest";
import { main } from "../src/main.ts";
import { compareTrainings, type Outcome } from "../src/sameBits/compareTrainings.ts";
import { firstDifference } from "../src/sameBits/firstDifference.ts";
import { LocalTraining } from "../src/sameBits/localTraining.ts";
import { observeMoments } from "../src/sameBits/observeMoments.ts";
import { TrainingEnded } from "../src/sameBits/trainingEnded.ts";
import type { TrainingJob } from "../src/trainingJob.ts";
import { createFaultyBackend, flushF16, isOfShape, type PlantedFault, roundToBf16 } from "./fixtures/faultyBackend.ts";
import { syntheticMnist } from "./syntheticMnist.ts";

let data: string;

beforeAll(async () => {
  data = await syntheticMnist();
});
afterAll(() => rm(data, { recursive: true }));

type Load = () => Promise<Backend>;

const cpu: Load = () => createCpuBackend();
const faulty =
  <N extends KernelName>(fault: PlantedFault<N>): Load =>
  () =>
    createFaultyBackend(fault);

/** The outcomes of runs on these backends, the steps that were compared, and which runs were ended on the way. */
async function compare(
  [first, ...others]: readonly [Load, ...Load[]],
  options: Partial<TrainingJob> = {},
): Promise<{ outcomes: Outcome[]; steps: number[]; ended: boolean[] }> {
  const job = { task: "mnist-mlp", precision: "f16", data, steps: 4, batch: 8, seed: 1, ...options } as const;
  const train = (load: Load, i: number): LocalTraining => new LocalTraining({ ...job, backend: `backend ${i}` }, load);
  const trainings = [train(first, 0), ...others.map((load, i) => train(load, i + 1))] as const;
  const ends = trainings.map((training) => vi.spyOn(training, "end"));
  const steps: number[] = [];
  const outcomes = await compareTrainings(trainings, job.steps, (step) => steps.push(step));
  return { outcomes, steps, ended: ends.map((end) => end.mock.calls.length > 0) };
}

describe("compareTrainings with runs of equal bits", () => {
  test.each<Partial<TrainingJob>>([{ precision: "f16" }, { precision: "f32" }, { task: "mnist-cnn", steps: 2 }])(
    "%j: none differs, and every step was looked at",
    async (options) => {
      const { outcomes, steps } = await compare([cpu, cpu], options);
      expect(outcomes).toEqual([{ verdict: "reference" }, { verdict: "same" }]);
      expect(steps).toEqual([-1, 0, 1, 2, 3].slice(0, 1 + (options.steps ?? 4)));
    },
  );

  it("says the same of two that differ in sign and payload of a NaN alone (N1)", async () => {
    const withNaN = (word: number): Load =>
      faulty({
        kernel: "adamStep",
        fromStep: 1,
        run: ({ kernel, backend, outputs, inputs, params }) => {
          kernel(outputs, inputs, params);
          for (const { buffer } of outputs) backend.write(buffer, new Uint8Array(Uint32Array.of(word).buffer));
        },
      });
    const { outcomes } = await compare([withNaN(0x7fc00000), withNaN(0xff812345)]);
    expect(outcomes[1]).toEqual({ verdict: "same" });
  });
});

/** Faults of which it is known what they reach first: in f16, with 48 outputs in fc2 and 10 in fc3. */
describe("compareTrainings names the step and the tensor that a fault reaches first", () => {
  const dataOf = <N extends KernelName>(
    fault: PlantedFault<N>,
    step: number,
    tensors: readonly string[],
    options: Partial<TrainingJob> = {},
  ): [Load, number, readonly string[], Partial<TrainingJob>] => [faulty(fault), step, tensors, options];

  test.each<[name: string, ...ReturnType<typeof dataOf>]>([
    [
      "first weights rounded to bf16",
      ...dataOf(
        {
          kernel: "random",
          fromStep: -1,
          run: ({ kernel, backend, outputs, inputs, params }) => {
            kernel(outputs, inputs, params);
            if (isOfShape(outputs[0]!, 10, 48)) roundToBf16(backend, outputs[0]!);
          },
        },
        -1,
        ["fc3.weight"],
      ),
    ],
    [
      "a loss rounded to bf16",
      ...dataOf(
        {
          kernel: "reduce",
          fromStep: 3,
          run: ({ kernel, backend, outputs, inputs, params }) => {
            kernel(outputs, inputs, params);
            if (isOfShape(outputs[0]!)) roundToBf16(backend, outputs[0]!);
          },
        },
        3,
        ["loss"],
      ),
    ],
    [
      "two gradients rounded to bf16, of which the last layer's is computed first",
      ...dataOf(
        {
          kernel: "unscaleAndCheck",
          fromStep: 3,
          run: ({ kernel, backend, outputs, inputs, params }) => {
            kernel(outputs, inputs, params);
            for (const view of outputs) {
              if (isOfShape(view, 48, 96) || isOfShape(view, 10, 48)) roundToBf16(backend, view);
            }
          },
        },
        3,
        [
          "gradient of fc3.weight",
          "gradient of fc2.weight",
          ...["moment 1 of fc2.weight", "moment 2 of fc2.weight", "fc2.weight"],
          ...["moment 1 of fc3.weight", "moment 2 of fc3.weight", "fc3.weight"],
        ],
      ),
    ],
    [
      "a sum over the batch with its first two examples swapped, which no weight shows in that step",
      ...dataOf(
        {
          kernel: "reduce",
          fromStep: 2,
          run: ({ kernel, backend, outputs, inputs, params }) => {
            const [x] = inputs;
            if (!isOfShape(x!, 8, 48)) return kernel(outputs, inputs, params);
            const order = { ...x!, dtype: "i32", shape: [8], strides: [1], offset: 0 } as const;
            const index = { ...order, buffer: backend.alloc(4 * 8) };
            const swapped = { ...x!, buffer: backend.alloc(4 * 8 * 48), strides: [48, 1], offset: 0 };
            backend.write(
              index.buffer,
              new Uint8Array(Int32Array.from({ length: 8 }, (_, i) => (i < 2 ? 1 - i : i)).buffer),
            );
            backend.kernels.gatherRows!([swapped], [x!, index], {});
            kernel(outputs, [swapped], params);
          },
        },
        2,
        ["gradient of fc2.bias", "moment 1 of fc2.bias", "moment 2 of fc2.bias"],
        { precision: "f32" },
      ),
    ],
    [
      "another β2 for one weight",
      ...dataOf(
        {
          kernel: "adamStep",
          fromStep: 3,
          run: ({ kernel, outputs, inputs, params }) =>
            kernel(outputs, inputs, isOfShape(outputs[0]!, 10, 48) ? { ...params, beta2: 0.998 } : params),
        },
        3,
        ["moment 2 of fc3.weight", "fc3.weight"],
      ),
    ],
    [
      "a learning rate that is off by 2^-20 for one bias",
      ...dataOf(
        {
          kernel: "adamStep",
          fromStep: 1,
          run: ({ kernel, outputs, inputs, params }) => {
            const learningRate = params.learningRate * (1 + 2 ** -20);
            kernel(outputs, inputs, isOfShape(outputs[0]!, 96) ? { ...params, learningRate } : params);
          },
        },
        1,
        ["fc1.bias"],
      ),
    ],
    [
      "a loss scale that grows too early",
      ...dataOf(
        {
          kernel: "updateScale",
          fromStep: 4, // counted on by then
          run: ({ kernel, outputs, inputs, params }) => kernel(outputs, inputs, { ...params, growthInterval: 4 }),
        },
        3,
        ["loss scale", "steps since the loss scale moved"],
      ),
    ],
    [
      "a running mean rounded to bf16",
      ...dataOf(
        {
          kernel: "copy",
          fromStep: 1,
          run: ({ kernel, backend, outputs, inputs, params }) => {
            kernel(outputs, inputs, params);
            if (isOfShape(outputs[0]!, 8)) roundToBf16(backend, outputs[0]!);
          },
        },
        1,
        ["norm1.runningMean", "norm1.runningVariance"],
        { task: "mnist-cnn", steps: 2 },
      ),
    ],
  ])("%s", async (_, load, step, tensors, options) => {
    const { outcomes, steps } = await compare([cpu, load], options);
    expect(outcomes).toMatchObject([
      { verdict: "reference" },
      { verdict: "differs", step, tensor: tensors[0], tensors },
    ]);
    expect(steps.at(-1)).toBe(step);
  });

  it("finds f16 subnormals that a cast flushes, and only where there are some", async () => {
    const flushing = faulty({
      kernel: "cast",
      fromStep: 0,
      run: ({ kernel, backend, outputs, inputs, params }) => {
        kernel(outputs, inputs, params);
        if (outputs[0]!.dtype === "f16") flushF16(backend, outputs[0]!);
      },
    });
    const [, unscaled] = (await compare([cpu, flushing], { precision: "f16-unscaled" })).outcomes;
    expect(unscaled).toMatchObject({ verdict: "differs", step: 0 });
    const [, single] = (await compare([cpu, flushing], { precision: "f32" })).outcomes;
    expect(single).toEqual({ verdict: "same" });
  });

  it("takes the others further when one differs", async () => {
    const wrong = (fromStep: number): Load =>
      faulty({
        kernel: "adamStep",
        fromStep,
        run: ({ kernel, outputs, inputs, params }) => kernel(outputs, inputs, { ...params, beta1: 0.8 }),
      });
    const { outcomes, steps, ended } = await compare([cpu, wrong(1), cpu, wrong(3)]);
    expect(outcomes).toMatchObject([
      { verdict: "reference" },
      { verdict: "differs", step: 1, tensor: "moment 1 of fc1.weight" },
      { verdict: "same" },
      { verdict: "differs", step: 3, tensor: "moment 1 of fc1.weight" },
    ]);
    expect(steps).toEqual([-1, 0, 1, 2, 3]);
    expect(ended).toEqual([false, true, false, true]);
  });
});

describe("compareTrainings with a run that ends early", () => {
  const ending = faulty({
    kernel: "adamStep",
    fromStep: 2,
    run: () => {
      throw new TrainingEnded("crashed", "the device is gone");
    },
  });

  it("gives that as its verdict, with the step", async () => {
    const { outcomes } = await compare([cpu, ending, cpu]);
    const crashed = { verdict: "crashed", step: 2, problem: "the device is gone" };
    expect(outcomes).toEqual([{ verdict: "reference" }, crashed, { verdict: "same" }]);
  });

  it("leaves the others undecided when it is the first", async () => {
    const { outcomes, steps } = await compare([ending, cpu, ending, cpu]);
    const crashed = { verdict: "crashed", step: 2, problem: "the device is gone" };
    expect(outcomes).toEqual([crashed, { verdict: "undecided" }, crashed, { verdict: "undecided" }]);
    expect(steps).toEqual([-1, 0, 1, 2]);
  });
});

describe("firstDifference(a, b)", () => {
  const tensor = (...words: number[]) =>
    ({ dtype: "f32", shape: [words.length], words: Uint32Array.from(words) }) as const;

  test.each<[a: number, b: number, values: [string, string], ulps: number | undefined]>([
    [0x3f800000, 0x3f800001, ["1", "1.0000001"], 1],
    [0x00000000, 0x80000000, ["0", "-0"], 0],
    [0x80000001, 0x00000001, ["-1e-45", "1e-45"], 2],
    [0x7f7fffff, 0x7f800000, ["3.4028235e+38", "Infinity"], 1],
    [0x7fc00000, 0x3f800000, ["NaN", "1"], undefined],
  ])("%i and %i: %j, %s ulp apart", (a, b, values, ulps) => {
    const difference = firstDifference(tensor(7, a, a, 8), tensor(7, b, b, 8));
    expect(difference).toMatchObject({ index: 1, differing: 2, values });
    expect(difference?.ulps).toBe(ulps);
  });

  it("gives words in the width of the dtype, integers as such, and undefined for equal tensors", () => {
    const half = (word: number) => ({ dtype: "f16", shape: [], words: Uint16Array.of(word) }) as const;
    expect(firstDifference(half(0x1), half(0x3c00))).toMatchObject({
      words: ["0x0001", "0x3c00"],
      values: ["6e-8", "1"],
    });
    const state = (word: number) => ({ dtype: "i32", shape: [1], words: Uint32Array.of(word) }) as const;
    expect(firstDifference(state(0xffffffff), state(2))).toMatchObject({
      words: ["0xffffffff", "0x00000002"],
      values: ["-1", "2"],
    });
    expect(firstDifference(state(2), state(2))).toBeUndefined();
  });
});

describe("observeMoments(backend)", () => {
  it("finds the momentum of SGD beside its weights, and changes no result", async () => {
    const { backend, moments } = observeMoments(await createCpuBackend());
    const engine = createEngine(backend);
    const weight = engine.tensor([1, -1], [2], { requiresGrad: true });
    const optimizer = new SGD([{ name: "weight", tensor: weight }], { learningRate: 0.25, momentum: 0.5 });
    sum(mul(weight, weight)).backward();
    optimizer.step();
    const [momentum, ...others] = moments.get(weight.storage.buffer)!;
    expect(others).toEqual([]);
    const bytes = await backend.read(momentum!.buffer, 0, 8);
    expect(new Float32Array(bytes.buffer)).toEqual(Float32Array.of(2, -2));
    expect(await weight.read()).toEqual(Float32Array.of(0.5, -0.5));
  });
});

describe("binade same-bits with a wrong command line", () => {
  test.each<[args: string[], status: number, message: RegExp]>([
    [["--backends", "cpu"], 1, /at least two backends expected, got 1/],
    [["--backends", "cpu,cpu", "--batch", "65"], 1, /same-bits: --batch 65 is more than the 64 examples/],
    [["--backends", "cpu,cpu", "--json", "/nowhere/x.json"], 1, /cannot write \/nowhere\/x.json \(ENOENT\)/],
    [["--backends", "cpu,cpu", "--precision", "all"], 2, /Allowed choices are f32, f16/],
    [[], 2, /required option '--backends <names>'/],
  ])("%j ends with status %i and says why", async (args, status, message) => {
    const errors: string[] = [];
    vi.spyOn(console, "error").mockImplementation((text) => void errors.push(String(text)));
    vi.spyOn(process.stderr, "write").mockImplementation((text) => errors.push(String(text)) > 0);
    expect(await main(["same-bits", "--data", data, ...args])).toBe(status);
    vi.restoreAllMocks();
    expect(errors.join("\n")).toMatch(message);
  });
});
