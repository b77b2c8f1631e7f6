import { createHash } from "node:crypto";
import type { Backend } from "@binade/backend";
import { loadBackend } from "../backends.ts";
import { loadMnist } from "../mnist.ts";
import type { StepRecord } from "../runTraining.ts";
import { tasks } from "../tasks.ts";
import type { TrainingJob } from "../trainingJob.ts";
import { TrainingRun } from "../trainingRun.ts";
import { observeMoments } from "./observeMoments.ts";
import { type Moment, readTensors } from "./readTensors.ts";
import type { TensorDigest, WatchedTensor, WatchedTraining } from "./watchedTraining.ts";

/** A watched run in this process. */
export class LocalTraining implements WatchedTraining {
  readonly backend: string;
  readonly #job: TrainingJob;
  readonly #load: (name: string) => Promise<Backend>;
  #moment: Moment | undefined;
  #step = 0;
  #tensors: ReadonlyMap<string, WatchedTensor> = new Map();

  /** @param load - Where backends come from; by default from their packages or, by path, from a module. */
  constructor(job: TrainingJob, load: (name: string) => Promise<Backend> = loadBackend) {
    this.backend = job.backend;
    this.#job = job;
    this.#load = load;
  }

  async advance(): Promise<readonly TensorDigest[]> {
    this.#moment = this.#moment === undefined ? await this.#start() : await this.#stepFrom(this.#moment);
    this.#tensors = await readTensors(this.#moment);
    return Array.from(this.#tensors, ([name, { words }]) => ({ name, digest: digestOf(words) }));
  }

  async tensor(name: string): Promise<WatchedTensor> {
    const tensor = this.#tensors.get(name);
    if (tensor === undefined) throw new RangeError(`same-bits: the run on ${this.backend} has no tensor "${name}"`);
    return tensor;
  }

  async end(): Promise<void> {
    const moment = this.#moment;
    this.#moment = undefined;
    moment?.run.dispose();
    await moment?.observer.backend.dispose();
  }

  async #start(): Promise<Moment> {
    const data = await loadMnist(this.#job.data);
    const observer = observeMoments(await this.#load(this.backend));
    const task = tasks[this.#job.task];
    const run = await TrainingRun.start({ ...this.#job, backend: observer.backend, data, task, probes: 0 });
    return { run, observer, record: undefined };
  }

  async #stepFrom(moment: Moment): Promise<Moment> {
    const record: StepRecord = await moment.run.step(this.#step++);
    return { ...moment, record };
  }
}

function digestOf(words: Uint8Array | Uint16Array | Uint32Array): string {
  return createHash("sha256")
    .update(new Uint8Array(words.buffer, words.byteOffset, words.byteLength))
    .digest("hex");
}
