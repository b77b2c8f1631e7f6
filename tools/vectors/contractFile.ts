import type { CompareOp, Dtype, Tf32Rounding } from "@binade/backend";

/** Code words of a tensor: row-major, in hex, 8, 4 or 2 digits each. */
export interface RecordedTensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly words: string;
}

/** Parameters of a kernel case; each kernel has some of them. */
export interface KernelCaseParams {
  readonly tf32?: Tf32Rounding;
  readonly axis?: number;
  readonly correction?: number;
  readonly op?: CompareOp;
  readonly to?: Dtype;
  readonly saturate?: boolean;
  readonly kernelSize?: number | readonly [number, number];
  readonly stride?: number;
  readonly padding?: number;
  readonly dilation?: number;
  readonly groups?: number;
  readonly inputSize?: readonly [number, number];
  readonly countIncludePad?: boolean;
  readonly rows?: number;
}

export interface KernelCase {
  readonly kernel: string;
  readonly params: KernelCaseParams;
  readonly inputs: readonly RecordedTensor[];
  readonly output: RecordedTensor;
}

/** Weights after some of the steps; a bare string is f32 words. */
export interface OptimizerCase {
  readonly optimizer: "sgd" | "adam" | "adamw";
  readonly params: {
    readonly lr: number;
    readonly momentum?: number;
    readonly dampening?: number;
    readonly nesterov?: boolean;
    readonly beta1?: number;
    readonly beta2?: number;
    readonly eps?: number;
    readonly weightDecay?: number;
  };
  readonly initial: string;
  readonly grads: readonly string[];
  readonly after: readonly { readonly step: number; readonly weights: string }[];
}

export interface ClipCase {
  readonly maxNorm: number;
  readonly grads: readonly RecordedTensor[];
  readonly totalNorm: string;
  readonly coef: string;
  readonly clipped: readonly string[];
}

export interface UnscaleCase {
  readonly found: 0 | 1;
  readonly scale: string;
  readonly grads: string;
  readonly after: string;
}

export interface RandomCase {
  readonly seed: number;
  readonly stream: number;
  readonly words: string;
  readonly uniform: string;
  readonly dropout: { readonly p: number; readonly x: string; readonly y: string };
}

export interface NormalizationCase {
  readonly x: RecordedTensor;
  readonly gamma: string;
  readonly beta: string;
  readonly eps: number;
  readonly y: string;
  readonly g: string;
  readonly gx: string;
  readonly gGamma: string;
  readonly gBeta: string;
}

export interface BatchNormCase extends NormalizationCase {
  readonly momentum: number;
  readonly runningMean: string;
  readonly runningVar: string;
  readonly runningMeanAfter: string;
  readonly runningVarAfter: string;
}

/** Bits that the numeric contract demands, recorded independently of any backend. */
export interface ContractFile {
  readonly source: string;
  readonly kernels: readonly KernelCase[];
  readonly optimizers: readonly OptimizerCase[];
  readonly clip: readonly ClipCase[];
  readonly unscale: readonly UnscaleCase[];
  readonly random: readonly RandomCase[];
  readonly layerNorm: readonly NormalizationCase[];
  readonly batchNorm: readonly BatchNormCase[];
}
