import type { RunResult } from "./runTraining.ts";
import { textTable } from "./textTable.ts";
import type { TrainingSummary } from "./train.ts";

export interface Column {
  readonly title: string;
  readonly cell: (result: RunResult, baseline: RunResult | undefined) => string;
}

/** The roles of the memory ledger as the table groups them. */
export const memoryGroups = {
  weights: ["parameter", "master"],
  gradients: ["gradient"],
  activations: ["activation"],
  "cast copies": ["castCache"],
  "optimizer state": ["optimizerState"],
  "data and temporaries": ["data", "temporary"],
} as const;

/** Peak bytes of one group of roles. */
export function groupBytes({ memory }: RunResult, group: keyof typeof memoryGroups): number {
  return memoryGroups[group].reduce((sum, role) => sum + memory.peakByRole[role], 0);
}

export const percent = (share: number, digits = 2): string => `${(100 * share).toFixed(digits)} %`;
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)}`;

/** Difference in test accuracy to f32 in percentage points. */
export function accuracyDifference(result: RunResult, baseline: RunResult | undefined): string {
  if (baseline === undefined || result === baseline) return "";
  const points = 100 * (result.testAccuracy - baseline.testAccuracy);
  return `${points < 0 ? "−" : "+"}${Math.abs(points).toFixed(2)}`;
}

/** What a run did and how it ended. */
export const resultColumns: readonly Column[] = [
  { title: "precision", cell: ({ precision }) => precision },
  { title: "steps", cell: ({ steps }) => `${steps}` },
  { title: "time", cell: ({ seconds }) => `${seconds.toFixed(1)} s` },
  { title: "test accuracy", cell: ({ testAccuracy }) => percent(testAccuracy) },
  { title: "to f32", cell: accuracyDifference },
  { title: "skipped", cell: ({ skippedSteps }) => `${skippedSteps}` },
  { title: "scale", cell: ({ finalScale }) => `${finalScale}` },
  { title: "gradients lost", cell: ({ flushedShare }) => percent(flushedShare) },
  { title: "weights unmoved", cell: ({ unmovedShare }) => percent(unmovedShare) },
];

/** Where its bytes went. */
export const memoryColumns: readonly Column[] = [
  { title: "peak kB", cell: ({ memory }) => kilobytes(memory.peakBytes) },
  ...(Object.keys(memoryGroups) as (keyof typeof memoryGroups)[]).map((group) => ({
    title: group,
    cell: (result: RunResult) => kilobytes(groupBytes(result, group)),
  })),
];

const columns: readonly Column[] = [...resultColumns, ...memoryColumns];

/** The comparison as text, with a line above that says what was run and one below that explains the columns. */
export function resultsTable(summary: TrainingSummary): string {
  const { task, model, backend, batch, seed, results } = summary;
  const baseline = results.find(({ precision }) => precision === "f32");
  const rows = [
    columns.map(({ title }) => title),
    ...results.map((result) => columns.map(({ cell }) => cell(result, baseline))),
  ];
  const lines = textTable(rows);
  return [
    `${task}: ${model} · batch ${batch} · seed ${seed} · backend ${backend}`,
    "",
    ...lines,
    "",
    "gradients lost: not zero in f32 for the same weights and batch, zero here. weights unmoved: the same bits as before",
    "training. peak kB: largest sum of all live tensors; the columns after it are each role's own largest, in kB.",
  ].join("\n");
}
