import type { Dtype, KernelName, NumericTier } from "@binade/backend";
import type { Suite } from "../cases/conformanceCase.ts";
import type { ProbeResult } from "../probes/probe.ts";

/** What the numbers were computed on; as far as it is known. */
export interface DeviceFacts {
  /** «NVIDIA H100 PCIe», «x86-64 with V8». */
  readonly name: string;
  readonly vendor?: string;
  readonly driver?: string;
  /** Versions of everything between the backend and the device, by name. */
  readonly versions?: Readonly<Record<string, string>>;
}

/**
 * How far the results of one operation and dtype are from the numeric contract. `exact`: no bit. `correctlyRounded`: the
 * words that differ are the exact results, rounded once. `ulp`: by a few units in the last place. `interval`: within what
 * WGSL accepts. `differs`: by more. `failed`, `absent`: it threw; it is not offered.
 */
export type JudgementClass = "exact" | "correctlyRounded" | "ulp" | "interval" | "differs" | "failed" | "absent";

/** One line of the judgement. */
export interface Judgement {
  readonly kernel: KernelName;
  readonly op: string;
  readonly dtype: Dtype;
  readonly class: JudgementClass;
  readonly cases: number;
  readonly words: number;
  readonly differingWords: number;
  /** Null where a NaN is on one side only, and where nothing ran. */
  readonly maxUlps: number | null;
  /** Whether WGSL accepts every word that differs; null where none does or WGSL has no bound. */
  readonly withinInterval: boolean | null;
  /** What explains the differences completely, if something does. */
  readonly cause: string | null;
}

/** How a device computes: a plain value, the same for the same device, versions, suite and seed. */
export interface NumericsCard {
  readonly schema: typeof cardSchema;
  readonly backend: { readonly name: string; readonly tier: NumericTier };
  readonly device: DeviceFacts;
  /** Behaviours in short, sorted. */
  readonly tags: readonly string[];
  readonly probes: readonly ProbeResult[];
  /** What is asked of shaders elsewhere and cannot be asked of kernels. */
  readonly notAsked: readonly { readonly asks: string; readonly because: string }[];
  readonly suite: Suite;
  readonly seed: number;
  readonly judgement: readonly Judgement[];
  /** SHA-256 over tags, probes and judgement: the same for devices that compute alike. */
  readonly behaviour: string;
  /** SHA-256 over all but itself. */
  readonly hash: string;
}

/** Names the format of a card and its version. */
export const cardSchema = "@binade/conformance/card.schema.json#1";
