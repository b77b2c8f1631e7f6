import type { FloatDtype, Tf32Rounding } from "@binade/backend";
import type { ConformanceCase } from "../cases/conformanceCase.ts";

/** What a device shows by the words that it gives for a probe. */
export interface ProbeOutcome {
  /** Words of all calls in order, in hex, with spaces. */
  readonly words: string;
  /** Short stable name of the behaviour: «keeps», «flushes», «towardZero». */
  readonly class: string;
  /** Tag of the card that the behaviour earns; several with spaces. */
  readonly tag?: string;
  /** The behaviour as a sentence without a subject. */
  readonly means: string;
}

interface ProbeFacts {
  /** Stable name: «f32.daz». */
  readonly id: string;
  /** What is asked, as a question. */
  readonly asks: string;
  /** Where the probe comes from, if it is not our own. */
  readonly source?: string;
}

/** Calls of kernels whose words tell behaviours apart. */
export interface WordsProbe extends ProbeFacts {
  readonly kind: "words";
  readonly calls: readonly ConformanceCase[];
  /** What may come out. The first is the numeric contract's. */
  readonly outcomes: readonly [ProbeOutcome, ...ProbeOutcome[]];
}

/** Recovers in which order a kernel adds, by numbers so large that they absorb all others. */
export interface TreeProbe extends ProbeFacts {
  readonly kind: "tree";
  readonly kernel: "reduce" | "matmul";
  readonly dtype: FloatDtype;
  /** The product is one of f32 operands in tf32 mode. */
  readonly tf32?: Tf32Rounding;
  /** How many numbers are added. */
  readonly count: number;
}

/** The same calls many times: are the words the same each time? */
export interface RepeatProbe extends ProbeFacts {
  readonly kind: "repeat";
  readonly calls: readonly ConformanceCase[];
  readonly times: number;
}

/** One question to a backend, as data. */
export type Probe = WordsProbe | TreeProbe | RepeatProbe;

/** What came out. */
export interface ProbeResult {
  readonly id: string;
  readonly asks: string;
  /** Words in hex, or the recovered order of a sum; empty where nothing ran. */
  readonly words: string;
  /** The class of the outcome; `other` where the words are in no table, `absent` and `failed` where nothing ran. */
  readonly class: string;
  readonly tag?: string;
  readonly means: string;
  /** Whether this is what the numeric contract gives; null where nothing ran. */
  readonly isContract: boolean | null;
}
