import { createRowCheck, type PairOperation } from "./arraysPairs.ts";
import { createWordCheck, wordChunks } from "./arraysWords.ts";
import type { Job } from "./exhaustive/resumable.ts";
import type { LayoutName } from "./oracle/layout.ts";

const encoded: readonly LayoutName[] = ["FP16", "BF16", "E5M2", "E4M3FN", "E4M3FNUZ"];
const operations: readonly PairOperation[] = ["add", "sub", "mul", "div"];

/** Every binary32 word to a format: 2^32 each. */
const encodings: readonly Job[] = encoded.map((name) => ({
  name: `encodeInto-${name}`,
  chunks: wordChunks,
  start: () => createWordCheck(name),
}));

/** Every pair of codes: 2^32 each. */
const pairs: readonly Job[] = (["FP16", "BF16"] as const).flatMap((name) =>
  operations.map((operation) => ({
    name: `${operation}Into-${name}`,
    chunks: 2 ** 16,
    start: () => createRowCheck(name, operation),
  })),
);

export const bulkJobs: readonly Job[] = [...encodings, ...pairs];
