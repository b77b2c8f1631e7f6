import { encode } from "../conversion/encode.ts";
import type { Format } from "../format/format.ts";
import { BF16, FP16 } from "../format/formats.ts";
import { encodeFloat32ByBinade, encodeFloat64ByBinade } from "../kernels/encodeByBinadeInto.ts";
import { encodeFloat32ByTable, encodeFloat64ByTable, encodeNumberByTable } from "../kernels/encodeByTableInto.ts";
import { encodeBf16Into, encodeF16Into } from "../kernels/encodeInto.ts";
import { f64ToBf16 } from "../kernels/f64ToBf16.ts";
import { f64ToF16 } from "../kernels/f64ToF16.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { createBinadeRule } from "./binadeRule.ts";
import type { CodeBuffer } from "./codeBuffer.ts";
import { createEncodingTable, fitsEncodingTable } from "./encodingTable.ts";

/** What `encode` gives under one format and one set of options, without its cost. */
export interface Encoder {
  readonly encodeNumber: (x: number) => number;
  readonly float32Into: (source: Float32Array, target: CodeBuffer) => void;
  readonly float64Into: (source: Float64Array, target: CodeBuffer) => void;
}

/** Kernels for ties to even. */
const kernels: Partial<Record<string, Pick<Encoder, "encodeNumber"> & { float32Into: typeof encodeF16Into }>> = {
  FP16: { encodeNumber: f64ToF16, float32Into: encodeF16Into },
  BF16: { encodeNumber: f64ToBf16, float32Into: encodeBf16Into },
};

/** Built on first use and constant from then on. */
const encoders: WeakMap<Format, Map<string, Encoder | undefined>> = /* @__PURE__ */ new WeakMap();

/** The loops for a format and options; `undefined` where each element has to be given to {@link encode}. */
export function encoderOf(format: Format, options: Omit<RoundingOptions, "random">): Encoder | undefined {
  const { rounding = "roundTiesToEven", saturate = false, nanSubstitute = "maxFinite" } = options;
  if (rounding === "stochastic" || options.flags || options.flushInputs || options.flushOutputs) return undefined;

  const key = `${rounding} ${saturate} ${nanSubstitute}`;
  const ofFormat = encoders.get(format) ?? new Map<string, Encoder | undefined>();
  if (!ofFormat.has(key)) ofFormat.set(key, createEncoder(format, { rounding, saturate, nanSubstitute }));
  encoders.set(format, ofFormat);
  return ofFormat.get(key);
}

function createEncoder(format: Format, options: RoundingOptions): Encoder | undefined {
  const rule64 = createBinadeRule(format, options, "float64");
  const float64Into: Encoder["float64Into"] | undefined =
    rule64 && ((source, target) => encodeFloat64ByBinade(rule64, source, target));
  if (fitsEncodingTable(format)) {
    const table = createEncodingTable(format, options);
    return {
      encodeNumber: (x) => encodeNumberByTable(table, x),
      float32Into: (source, target) => encodeFloat32ByTable(table, source, target),
      float64Into: float64Into ?? ((source, target) => encodeFloat64ByTable(table, source, target)),
    };
  }
  const rule32 = createBinadeRule(format, options, "float32");
  if (rule32 === undefined || float64Into === undefined) return undefined;

  const isDefault = options.rounding === "roundTiesToEven" && options.saturate === false;
  const kernel = isDefault && (format === FP16 || format === BF16) ? kernels[format.name] : undefined;
  return {
    encodeNumber: (x) => encode(format, x, options),
    float32Into: (source, target) => encodeFloat32ByBinade(rule32, source, target),
    float64Into,
    ...(kernel as Partial<Encoder>), // their targets are 16 bits wide, as every target of such a format is
  };
}
