import type { FunctionName } from "./references.ts";

export const hardCases: Readonly<Record<"FP16" | "BF16", Readonly<Record<FunctionName, readonly number[]>>>> =
  {} as never;
