import { constantScale, type LossScaleOptions, presets } from "../src/index.ts";

/** An argument of the recorded constructor, by the project's name for it; NaN where it has none. */
type Config = (name: string) => number;

/** Options that are the recorded project's rule for this configuration; `undefined` when no options are. */
export type Counterpart = (config: Config) => LossScaleOptions | undefined;

type Changes = Partial<LossScaleOptions>;

const torch = (changes: Changes): LossScaleOptions => ({ ...presets.torch, ...changes });

/** As torch, and a growth to infinity is not refused. */
const uncapped = (changes: Changes): LossScaleOptions => torch({ maxScale: Number.POSITIVE_INFINITY, ...changes });

/** Factors that the project holds as binary32. */
const rounded = (growthFactor: number, backoffFactor: number): Changes => ({
  growthFactor: Math.fround(growthFactor),
  backoffFactor: Math.fround(backoffFactor),
});

/** The project divides by the factor, which is our product when the factor is a power of two. */
const inverseFactors = (factor: number): Changes => ({ growthFactor: factor, backoffFactor: 1 / factor });
const isPowerOfTwo = (x: number) => x > 0 && Number.isInteger(Math.log2(x));

const when = (isExpressible: boolean, options: LossScaleOptions) => (isExpressible ? options : undefined);

const torchNames: Counterpart = (c) =>
  torch({
    initialScale: c("init_scale"),
    growthFactor: c("growth_factor"),
    backoffFactor: c("backoff_factor"),
    growthInterval: c("growth_interval"),
  });

const megatronNames = (c: Config): Changes => ({
  ...rounded(c("growth_factor"), c("backoff_factor")),
  initialScale: c("initial_scale"),
  growthInterval: c("growth_interval"),
  minScale: Math.fround(c("min_scale") || 0),
});

const paddleNames = (c: Config): Changes => ({
  ...rounded(c("incr_ratio"), c("decr_ratio")),
  initialScale: c("init_loss_scaling"),
  growthInterval: c("incr_every_n_steps"),
});

const jmpNames = (c: Config): Changes => ({
  ...inverseFactors(c("factor")),
  initialScale: c("loss_scale"),
  growthInterval: c("period"),
});

const tfKeras: Counterpart = (c) =>
  when(
    isPowerOfTwo(c("multiplier")),
    torch({
      ...inverseFactors(c("multiplier")),
      initialScale: c("initial_loss_scale"),
      growthInterval: c("increment_period"),
      growthTest: "atLeast",
      minScale: 1,
    }),
  );

const smallestNormal = 2 ** -126; // XLA flushes a smaller floor to 0

/**
 * By file and scaler. What is not listed has no counterpart: a scale that is a binary64 (apex amp and fp16_utils, chainer,
 * deepspeed, fairseq, megatron-lm-legacy, mindspore's manager, mxnet), a cap that clamps (flax, oneflow), a scale from
 * statistics (openseq2seq). Hysteresis above 1 has none either.
 */
export const counterparts: Readonly<Record<string, Readonly<Record<string, Counterpart>>>> = {
  torch: { GradScaler: torchNames, "GradScaler/mixed": torchNames },
  apex: { update_scale_hysteresis: (c) => when(c("hysteresis") === 1, torch({ ...torchNames(c) })) },
  colossalai: {
    DynamicGradScaler: (c) => when(c("hysteresis") <= 1 && !(c("max_scale") > 0), uncapped(megatronNames(c))),
    ConstantGradScaler: (c) => constantScale(c("initial_scale")),
  },
  jmp: {
    DynamicLossScale: (c) =>
      when(
        isPowerOfTwo(c("factor")) && c("min_loss_scale") >= smallestNormal,
        torch({ ...jmpNames(c), minScale: c("min_loss_scale") }),
      ),
    // under jit the floor is lost: it is 1 again
    "DynamicLossScale/jit": (c) => when(isPowerOfTwo(c("factor")), torch({ ...jmpNames(c), minScale: 1 })),
    StaticLossScale: (c) => constantScale(c("loss_scale")),
  },
  keras: {
    LossScaleOptimizer: (c) =>
      uncapped({ initialScale: c("initial_scale"), growthInterval: c("dynamic_growth_steps") }),
  },
  "megatron-core": {
    DynamicGradScaler: (c) => when(c("hysteresis") === 1, uncapped(megatronNames(c))),
    ConstantGradScaler: (c) => constantScale(c("initial_scale")),
  },
  mindspore: {
    DynamicLossScaler: (c) =>
      when(
        isPowerOfTwo(c("scale_factor")),
        torch({
          ...inverseFactors(c("scale_factor")),
          initialScale: c("scale_value"),
          growthInterval: c("scale_window"),
          minScale: 1,
        }),
      ),
    DynamicLossScaleUpdateCell: (c) =>
      uncapped({
        ...rounded(c("scale_factor"), 1 / Math.fround(c("scale_factor"))),
        initialScale: c("loss_scale_value"),
        growthInterval: c("scale_window"),
        growthTest: "atLeast",
        minScale: 1,
      }),
  },
  paddle: {
    GradScaler: (c) => when(c("decr_every_n_nan_or_inf") === 1, uncapped(paddleNames(c))),
    update_loss_scaling: (c) => when(c("decr_every_n_nan_or_inf") === 1, torch({ ...paddleNames(c), minScale: 1 })),
  },
  "tf-keras": {
    LossScaleOptimizer: (c) =>
      when(
        Number.isNaN(c("dynamic")), // a static scale never looks for overflow
        torch({
          initialScale: c("initial_scale"),
          growthInterval: c("dynamic_growth_steps"),
          growthTest: "atLeast",
          minScale: 1,
        }),
      ),
    "v1.DynamicLossScale": tfKeras,
    DynamicLossScaleState: tfKeras,
  },
};

/**
 * Files whose unscaling multiplies by the rounded reciprocal, and what of it has no counterpart: `flushes` what is
 * subnormal; `skips` a gradient once something is not finite. Keras divides, paddle zeroes the whole list.
 */
export const unscaling: Readonly<Record<string, { readonly flushes?: boolean; readonly skips?: boolean }>> = {
  torch: {},
  apex: { skips: true },
  flax: { flushes: true },
  jmp: { flushes: true },
  "tf-keras": { flushes: true },
};
