import { fork } from "node:child_process";
import { CliError } from "../cliError.ts";
import type { TrainingJob } from "../trainingJob.ts";
import { TrainingEnded } from "./trainingEnded.ts";
import type { TensorDigest, WatchedTensor, WatchedTraining } from "./watchedTraining.ts";

/** What the training process is asked: to advance, or to give a tensor. The first request says what to train. */
export interface TrainingRequest {
  readonly job?: TrainingJob;
  readonly tensor?: string;
}

/** One answer a request; a refusal is the caller's mistake, a failure the backend's. */
export type TrainingAnswer =
  | { readonly digests: readonly TensorDigest[] }
  | { readonly tensor: WatchedTensor }
  | { readonly refusal: string }
  | { readonly failure: string };

export interface ProcessOptions {
  readonly signal: AbortSignal;
  /** Milliseconds for one answer after which the process counts as hung. */
  readonly silenceMs: number;
}

/**
 * A watched run in a process of its own. Its methods reject with {@link TrainingEnded} when the process crashed or hung
 * or when something threw in it, and with a CliError when the job cannot be done here.
 */
export function trainInProcess(job: TrainingJob, { signal, silenceMs }: ProcessOptions): WatchedTraining {
  signal.throwIfAborted();
  const { backend } = job;
  const child = fork(new URL("./sameBitsWorker.js", import.meta.url), { serialization: "advanced" });
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    child.on("error", reject);
    child.on("exit", (code, name) => reject(crash(backend, name ?? `status ${code}`)));
  });
  ended.catch(() => undefined); // whoever asks hears of it
  const ask = async (request: TrainingRequest): Promise<TrainingAnswer> => {
    let alarm: NodeJS.Timeout | undefined;
    const answer = new Promise<TrainingAnswer>((resolve, reject) => {
      child.once("message", resolve);
      alarm = setTimeout(() => reject(hang(backend, silenceMs)), silenceMs);
      child.send(request, () => undefined); // a process that is gone says so by its exit
    });
    try {
      return accepted(backend, await Promise.race([answer, ended]));
    } finally {
      clearTimeout(alarm);
    }
  };
  let first: TrainingRequest = { job };
  return {
    backend,
    async advance() {
      const request = first;
      first = {};
      return ((await ask(request)) as { readonly digests: readonly TensorDigest[] }).digests;
    },
    tensor: async (name) => ((await ask({ tensor: name })) as { readonly tensor: WatchedTensor }).tensor,
    async end() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    },
  };
}

function accepted(backend: string, answer: TrainingAnswer): TrainingAnswer {
  if ("refusal" in answer) throw new CliError(answer.refusal);
  if ("failure" in answer) throw new TrainingEnded("failed", `${backend} failed: ${answer.failure}`);
  return answer;
}

function crash(backend: string, how: string): TrainingEnded {
  return new TrainingEnded("crashed", `${backend} crashed (${how})`);
}

function hang(backend: string, silenceMs: number): TrainingEnded {
  return new TrainingEnded("hung", `${backend} hung: no answer for ${silenceMs / 1000} s`);
}
