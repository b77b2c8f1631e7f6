import {
  BF16,
  type Code,
  E2M1FN,
  E2M3FN,
  E3M2FN,
  E3M4,
  E4M3,
  E4M3B11FNUZ,
  E4M3FN,
  E4M3FNUZ,
  E5M2,
  E5M2FNUZ,
  E8M0FNU,
  type Format,
  FP16,
  FP32,
  FP64,
  TF32,
} from "@binade/softfloat";
import { InvalidArgumentError } from "commander";

const formats: readonly Format<Code>[] = [
  FP64,
  FP32,
  TF32,
  BF16,
  FP16,
  E5M2,
  E4M3FN,
  E5M2FNUZ,
  E4M3FNUZ,
  E4M3B11FNUZ,
  E4M3,
  E3M4,
  E3M2FN,
  E2M3FN,
  E2M1FN,
  E8M0FNU,
];

/** Other names of the same formats: dtypes, IEEE 754's, NumPy's. */
const aliases: Readonly<Record<string, string>> = {
  f64: "fp64",
  f32: "fp32",
  f16: "fp16",
  binary64: "fp64",
  binary32: "fp32",
  binary16: "fp16",
  float64: "fp64",
  float32: "fp32",
  float16: "fp16",
  bfloat16: "bf16",
};

/** Formats by name, from a list with commas, in upper or lower case; `float8_e4m3fn` is `e4m3fn`. */
export function namedFormats(list: string): readonly Format<Code>[] {
  return list.split(",").map((text) => {
    const name = text.trim().toLowerCase();
    const plain = aliases[name] ?? name.replace(/^float[468]_/, "");
    const format = formats.find((candidate) => candidate.name.toLowerCase() === plain);
    if (format !== undefined) return format;
    const names = formats.map((candidate) => candidate.name.toLowerCase()).join(", ");
    throw new InvalidArgumentError(`expected formats among ${names}; got ${JSON.stringify(text.trim())}`);
  });
}
