import type { BlackboardRow } from "./blackboard.ts";

/** One step of an operation, in words and in binary digits. */
export interface TraceStep {
  readonly name: "unpack" | "align" | "operate" | "normalise" | "round" | "special";
  readonly words: string;
  readonly rows: readonly BlackboardRow[];
}
