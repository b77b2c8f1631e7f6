import type { TrainingSummary } from "../train.ts";
import { reportStyle } from "./reportStyle.ts";
import { taskSection } from "./taskSection.ts";

/** The whole report as one HTML file that needs nothing else: no scripts, no fonts, no network. */
export function renderReport(summaries: readonly TrainingSummary[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Binade: ${summaries.map(({ task }) => task).join(", ")}</title>
<style>${reportStyle}</style>
</head>
<body>
${summaries.map(taskSection).join("\n")}
</body>
</html>
`;
}
