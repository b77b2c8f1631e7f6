import {
  checkLossScaleOptions,
  initialLossScaleState,
  inverseScale,
  type LossScaleOptions,
  nextLossScale,
  unscaleGradient,
} from "../src/index.ts";
import { counterparts, unscaling } from "./scalerCounterparts.ts";
import { scalerRun } from "./scalerRun.ts";

/** One file of recorded loss-scaler traces, as parsed. */
export interface ScalerTraceFile {
  readonly framework: string;
  readonly scalers: Readonly<Record<string, { readonly scaleType: string; readonly stepFields: readonly string[] }>>;
  readonly traces: readonly RecordedTrace[];
  readonly unscale?: readonly RecordedUnscale[];
}

/** A run of one scaler: the events, and the state after each, in columns named by `stepFields`. */
export interface RecordedTrace {
  readonly scaler: string;
  readonly name: string;
  readonly config: Readonly<Record<string, number>>;
  /** A letter a step; or, per step, a word an optimizer and a letter a parameter. */
  readonly events: string | readonly (readonly string[])[];
  readonly steps: readonly (readonly unknown[])[];
  readonly constructorError?: string;
}

/** Gradients before and after unscaling, as joined words in hex. */
export interface RecordedUnscale {
  readonly scale: number;
  readonly dtype: string;
  readonly before: string;
  readonly after: string;
  readonly foundInf?: number;
}

/** How far a recorded scaler and ours agree. Traces that our options cannot express are outside `total`. */
export interface ScalerAgreement {
  readonly name: string;
  readonly unit: "traces" | "gradients";
  readonly agree: number;
  readonly total: number;
  readonly noCounterpart: number;
  /** The first differences, for people. */
  readonly differences: readonly string[];
}

/** Compare one file with this package: each scaler's traces, then its unscaled gradients. */
export async function checkScalerTraces(file: ScalerTraceFile): Promise<readonly ScalerAgreement[]> {
  const agreements: ScalerAgreement[] = [];
  for (const name of Object.keys(file.scalers)) agreements.push(await checkScaler(file, name));
  if (file.unscale !== undefined) agreements.push(checkUnscale(file, file.unscale));
  return agreements;
}

async function checkScaler(file: ScalerTraceFile, name: string): Promise<ScalerAgreement> {
  const fields = file.scalers[name]!.stepFields;
  const traces = file.traces.filter(({ scaler }) => scaler === name);
  const differences: string[] = [];
  let total = 0;
  let agree = 0;
  for (const trace of traces) {
    const options = isComparable(trace, fields) ? optionsOf(file.framework, trace) : undefined;
    if (options === undefined) continue;
    total += 1;
    const difference = await differenceOf(trace, fields, options);
    if (difference === undefined) agree += 1;
    else if (differences.length < 3) differences.push(`${file.framework} ${name} ${trace.name}: ${difference}`);
  }
  return { name, unit: "traces", agree, total, noCounterpart: traces.length - total, differences };
}

/**
 * Not comparable: a refused constructor; two traces in which torch wedges (after an iteration with no gradient at all
 * every later step fails; here the next one works); tf-keras at 2^127, where the recorded gradient itself overflows.
 */
function isComparable({ constructorError, events, steps }: RecordedTrace, fields: readonly string[]): boolean {
  const applied = fields.indexOf("applied");
  const isWedged = steps.some((step) => codeOf(step.at(-1)) === wedging);
  const isOverflowing = steps.some((step, k) => events[k] === "g" && step[applied] === 0);
  return constructorError === undefined && !isWedged && !isOverflowing;
}

/** The options that are a trace's rule, unless there are none or we refuse them (a start below the floor, say). */
function optionsOf(framework: string, { scaler, config }: RecordedTrace): LossScaleOptions | undefined {
  const argument = (name: string) => Number(config[name] ?? Number.NaN);
  try {
    const options = counterparts[framework]?.[scaler]?.(argument);
    return options && checkLossScaleOptions(options);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where a recorded run and ours part: the pure transition and a whole `GradScaler` have to give every column. */
async function differenceOf(
  trace: RecordedTrace,
  fields: readonly string[],
  options: LossScaleOptions,
): Promise<string | undefined> {
  const events = typeof trace.events === "string" ? [...trace.events].map((letter) => [letter]) : trace.events;
  const ours = await scalerRun(events, options);
  let state = initialLossScaleState(options);
  for (const [k, recorded] of trace.steps.entries()) {
    const step = ours[k]!;
    const isBad = step.foundNonFinite.some((found) => found === 1);
    state = nextLossScale(state, isBad, options);
    const expected = columnsOf(recorded, fields);
    const replay = { ...step, hex: binary32Hex(state.scale), tracker: state.growthTracker };
    for (const got of [{ ...step, hex: binary32Hex(step.scale) }, replay]) {
      for (const [column, value] of expected) {
        const result = got[column as keyof typeof got];
        if (String(value) !== String(result)) return `step ${k}: ${column} is ${value}, got ${result}`;
      }
    }
  }
  return undefined;
}

const columnNames: Readonly<Record<string, string>> = {
  hex: "hex",
  growthTracker: "tracker",
  stepCounter: "tracker",
  incrCount: "tracker",
  goodSteps: "tracker",
  counter: "tracker",
  applied: "applied",
  "applied[]": "applied",
  foundInf: "foundNonFinite",
  "foundInf[]": "foundNonFinite",
};

/** The columns that mean something here, under our names; `null` is a column that this kind of scaler has not. */
function columnsOf(recorded: readonly unknown[], fields: readonly string[]): ReadonlyMap<string, unknown> {
  const at = (field: string) => Number(recorded[fields.indexOf(field)]);
  const columns = new Map<string, unknown>();
  for (const [i, field] of fields.entries()) {
    const name = columnNames[field];
    if (name !== undefined && recorded[i] !== null) columns.set(name, recorded[i]);
  }
  if (fields.includes("error")) columns.set("code", codeOf(recorded.at(-1)));
  if (fields.includes("iter")) columns.set("tracker", at("iter") - at("lastOverflowIter") - 1);
  return columns;
}

const wedging = "ERR_UPDATE_WITHOUT_STEP";

/** Our code for a recorded error, null where there is none. */
function codeOf(error: unknown): string | null {
  if (typeof error !== "string" || !error.includes("No inf checks")) return null;
  return error.includes("for this optimizer") ? "ERR_NO_GRADIENTS" : wedging;
}

function checkUnscale(file: ScalerTraceFile, recorded: readonly RecordedUnscale[]): ScalerAgreement {
  const differences: string[] = [];
  const rule = unscaling[file.framework];
  let elementCount = 0;
  let total = 0;
  let agree = 0;
  for (const { scale, dtype, before, after, foundInf } of recorded) {
    elementCount += before.length / hexDigits[dtype]!;
    if (rule === undefined || dtype !== "f32" || (rule.skips && foundInf !== 0)) continue;
    const inverse = inverseScale(scale);
    const operands = binary32Values(before);
    const values = binary32Values(before);
    const expected = binary32Values(after);
    const kind = unscaleGradient(values, inverse, { recheck: false });
    const isFlagRight = foundInf === undefined || foundInf === Number(kind !== undefined);
    for (const [i, value] of values.entries()) {
      if (rule.flushes && [inverse, operands[i]!, value].some(isSubnormal)) continue;
      total += 1;
      if (Object.is(value, expected[i]) && isFlagRight) agree += 1;
      else if (differences.length < 3) {
        differences.push(`${file.framework} scale ${scale}, ${operands[i]}: ${expected[i]}, got ${value}`);
      }
    }
  }
  return { name: "unscale", unit: "gradients", agree, total, noCounterpart: elementCount - total, differences };
}

const isSubnormal = (x: number) => x !== 0 && Math.abs(x) < 2 ** -126;

const hexDigits: Readonly<Record<string, number>> = { f16: 4, bf16: 4, f32: 8, f64: 16 };

function binary32Values(hex: string): Float32Array {
  const words = hex.match(/.{8}/g) ?? [];
  return new Float32Array(Uint32Array.from(words, (word) => Number.parseInt(word, 16)).buffer);
}

function binary32Hex(value: number): string {
  return new Uint32Array(Float32Array.of(value).buffer)[0]!.toString(16).padStart(8, "0");
}
