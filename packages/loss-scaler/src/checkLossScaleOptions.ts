import type { GrowthTest, LossScaleOptions } from "./lossScaleOptions.ts";

type OptionName = keyof LossScaleOptions;
type Kind = "boolean" | "number" | "string";

/** Every option and its kind; a missing row does not compile. */
const kinds: Readonly<Record<OptionName, Kind>> = {
  enabled: "boolean",
  dynamic: "boolean",
  initialScale: "number",
  growthFactor: "number",
  backoffFactor: "number",
  growthInterval: "number",
  growthTest: "string",
  minScale: "number",
  maxScale: "number",
  recheckAfterUnscale: "boolean",
};

const growthTests: Readonly<Record<GrowthTest, true>> = { equal: true, atLeast: true };

/** What an option's value has to be, beyond its kind. */
interface Rule {
  readonly name: OptionName;
  readonly expected: (options: LossScaleOptions) => string;
  readonly holds: (options: LossScaleOptions) => boolean;
}

const rules: readonly Rule[] = [
  {
    name: "growthFactor",
    expected: () => "a finite number greater than 1",
    holds: ({ growthFactor }) => growthFactor > 1 && growthFactor < Number.POSITIVE_INFINITY,
  },
  {
    name: "backoffFactor",
    expected: () => "greater than 0 and less than 1",
    holds: ({ backoffFactor }) => backoffFactor > 0 && backoffFactor < 1,
  },
  {
    name: "growthInterval",
    expected: () => "a positive integer",
    holds: ({ growthInterval }) => Number.isSafeInteger(growthInterval) && growthInterval > 0,
  },
  {
    name: "growthTest",
    expected: () => Object.keys(growthTests).join(" or "),
    holds: ({ growthTest }) => Object.hasOwn(growthTests, growthTest),
  },
  {
    name: "initialScale",
    expected: () => "positive and finite",
    holds: ({ initialScale }) => initialScale > 0 && initialScale < Number.POSITIVE_INFINITY,
  },
  ...(["initialScale", "minScale", "maxScale"] as const).map((name) => ({
    name,
    expected: (options: LossScaleOptions) => `a binary32 value (nearest: ${Math.fround(options[name])})`,
    holds: (options: LossScaleOptions) => Object.is(Math.fround(options[name]), options[name]),
  })),
  {
    name: "minScale",
    expected: () => "0 or more",
    holds: ({ minScale }) => minScale >= 0,
  },
  {
    name: "minScale",
    expected: ({ initialScale }) => `at most initialScale, which is ${initialScale}`,
    holds: ({ minScale, initialScale }) => minScale <= initialScale,
  },
  {
    name: "maxScale",
    expected: ({ initialScale }) => `at least initialScale, which is ${initialScale}`,
    holds: ({ maxScale, initialScale }) => maxScale >= initialScale,
  },
];

/**
 * The options as given, when they make a rule that works; otherwise an error that says which one does not and why.
 * Stricter than PyTorch, which takes a backoff factor that is 0, negative or NaN and an interval of 0 or less.
 *
 * @throws TypeError when an option is missing or of the wrong kind.
 * @throws RangeError when a number is out of range, or a scale is no binary32 value.
 * @example
 * import { checkLossScaleOptions, presets } from "@binade/loss-scaler";
 *
 * checkLossScaleOptions({ ...presets.safe, growthInterval: 100 }).growthInterval; // 100
 */
export function checkLossScaleOptions(options: LossScaleOptions): LossScaleOptions {
  for (const [name, kind] of Object.entries(kinds)) {
    const value: unknown = options[name as OptionName];
    if (typeof value !== kind) {
      throw new TypeError(`${name}: must be a ${kind}, got ${String(value)} (start from a preset)`);
    }
  }

  const broken = rules.find(({ holds }) => !holds(options));
  if (broken === undefined) return options;
  throw new RangeError(`${broken.name}: must be ${broken.expected(options)}, got ${options[broken.name]}`);
}
