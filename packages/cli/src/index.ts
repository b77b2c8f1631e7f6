export type { ProbeResult } from "./gradientProbe.ts";
export { main } from "./main.ts";
export type { RunResult, StepRecord } from "./runTraining.ts";
export type { TrainArguments, TrainingSummary } from "./train.ts";
