import { isProfiled } from "../profileTable.ts";
import { accuracyDifference, type Column, groupBytes, memoryColumns, percent, resultColumns } from "../resultsTable.ts";
import type { RunResult } from "../runTraining.ts";
import { tasks } from "../tasks.ts";
import type { TrainingSummary } from "../train.ts";
import { differenceChart } from "./differenceChart.ts";
import { gradientChart, gradientLegend } from "./gradientChart.ts";
import { lossChart } from "./lossChart.ts";
import { memoryChart } from "./memoryChart.ts";
import { profileChart } from "./profileChart.ts";
import { scaleChart } from "./scaleChart.ts";

/** What one task has to say: tables, findings and charts. */
export function taskSection(summary: TrainingSummary): string {
  const { task, model, backend, steps, batch, seed, results } = summary;
  return `<h1>What does low precision do to ${task}?</h1>
<p>${model}. ${steps} steps of ${batch} examples, seed ${seed}, backend ${backend}. All runs start from the same weights
and see the same batches in the same order; weights, optimizer state and the loss are f32 in every run.</p>
${table(results, resultColumns)}
<p class="note">gradients lost: not zero in f32 for the same weights and batch, zero in the run. weights unmoved: the same
bits as before training.</p>
${findings(results)}
<h2>Loss</h2>
${lossChart(results)}
${differenceSection(results)}
<h2>Gradients on the fp16 number line</h2>
<p>At ${results[0]?.probes.length ?? 0} steps of the run the f32 gradients of all weights were computed beside its own, for
the same weights and batch. The bars show their magnitudes times the run's loss scale: what fp16 would have to hold.
Below 2^-25 a value rounds to zero, below 2^-14 it has fewer bits than the format's eleven, from 2^16 on it is infinite.</p>
${gradientLegend()}
${results
  .filter(usesFp16)
  .map(
    (result) =>
      `<h3>${result.precision}: ${percent(result.flushedShare)} of the values became zero</h3>${gradientChart(result)}`,
  )
  .join("\n")}
${scaleSection(summary)}
<h2>Memory by role</h2>
<p>The largest number of bytes that live tensors of each role took at any moment of a step, the making of its batch aside. What autocast keeps in 16 bits
takes half its f32 bytes; what the loss needs stays f32, and the indices that a max pooling took are integers, in every run.</p>
${memoryChart(results)}
${table(results, [resultColumns[0] as Column, ...memoryColumns])}
<p class="note">peak kB: the largest sum of all live tensors; the other columns are each role's own largest, in kB.</p>
${profileSection(results)}
<h2>How the model was picked</h2>
${provenance[task]}`;
}

/** Runs whose matrix products are in fp16; without one, the first run stands for what fp16 would have met. */
function usesFp16({ precision }: RunResult, _: number, results: readonly RunResult[]): boolean {
  const candidates = results.filter((result) => result.precision.startsWith("f16"));
  return (candidates.length > 0 ? candidates : results.slice(0, 1)).some((result) => result.precision === precision);
}

function table(results: readonly RunResult[], columns: readonly Column[]): string {
  const baseline = results.find(({ precision }) => precision === "f32");
  const head = columns.map(({ title }) => `<th>${title}</th>`).join("");
  const body = results.map(
    (result) => `<tr>${columns.map(({ cell }) => `<td>${cell(result, baseline)}</td>`).join("")}</tr>`,
  );
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body.join("\n")}</tbody></table></div>`;
}

/** Only with f32 and another precision is there something to compare. */
function differenceSection(results: readonly RunResult[]): string {
  const baseline = results.find(({ precision }) => precision === "f32");
  const others = results.filter((result) => result !== baseline);
  if (baseline === undefined || others.length === 0) return "";
  return `<p>Where curves lie on each other, this tells them apart: how far each run's loss is from f32's on the same batch, on average.</p>
${differenceChart(baseline, others)}`;
}

/** Where the device's time went, if it was measured. */
function profileSection(results: readonly RunResult[]): string {
  const charts = results.filter(isProfiled).map((result) => `<h3>${result.precision}</h3>${profileChart(result)}`);
  if (charts.length === 0) return "";
  return `<h2>Time on the device</h2>
<p>By timestamps around every dispatch, the time of a step by kernel. A profiled step takes longer than another, since each
dispatch is a pass of its own; the looks at f32 gradients are counted too.</p>
${charts.join("\n")}`;
}

/** What the table says, in sentences made from its numbers. */
function findings(results: readonly RunResult[]): string {
  const find = (name: string): RunResult | undefined => results.find(({ precision }) => precision === name);
  const [f32, f16, unscaled] = [find("f32"), find("f16"), find("f16-unscaled")];
  const sentences: string[] = [];
  if (f32 !== undefined && f16 !== undefined) {
    const ratio = groupBytes(f16, "activations") / groupBytes(f32, "activations");
    sentences.push(
      `fp16 with loss scaling ends ${accuracyDifference(f16, f32)} percentage points from f32, and its saved activations take ${percent(ratio, 0)} of f32's bytes.`,
    );
  }
  if (f16 !== undefined && unscaled !== undefined) {
    sentences.push(
      `Without loss scaling fp16 turns ${percent(unscaled.flushedShare)} of the gradient values into zero, with it ${percent(f16.flushedShare)}; ${percent(unscaled.unmovedShare)} of the weights never moved, with it ${percent(f16.unmovedShare)}${f32 === undefined ? "" : ` (f32: ${percent(f32.unmovedShare)})`}.`,
    );
  }
  if (f32 !== undefined && unscaled !== undefined) {
    sentences.push(`Its test accuracy is ${accuracyDifference(unscaled, f32)} percentage points from f32's.`);
  }
  return sentences.length === 0 ? "" : `<p class="findings">${sentences.join(" ")}</p>`;
}

function scaleSection({ task, results }: TrainingSummary): string {
  const scaled = results.filter(({ precision }) => precision === "f16");
  return scaled
    .map((result) => {
      const first = result.records.find(({ skipped }) => skipped);
      const reason =
        first === undefined
          ? "no step was skipped"
          : `a cross marks each of the ${result.skippedSteps} skipped steps; the first: ${first.reason}`;
      return `<h2>Loss scale over time</h2><p>It starts at 2^16, halves when a gradient overflows and doubles after ${tasks[task].growthInterval} good steps in a row (PyTorch's usual 2000 would outlast this run); ${reason}.</p>${scaleChart(result)}`;
    })
    .join("\n");
}

/** Why each model is the one that it is. */
const provenance: Readonly<Record<TrainingSummary["task"], string>> = {
  "mnist-mlp": `<p>It was picked to show a loss, among networks that pass 95 % in one epoch, with the results of fp16 without scaling in
view. One ReLU layer of 128 at a batch of 256 lost 1.1 % of its gradient values there and ended at 94.9 %; sigmoid layers of 128 and
64 lost 6.6 % at a batch of 256 (95.5 %) and 8.3 % at 128 (96.1 %); a third layer of 32 lost 5.5 % and ended at 94.4 %. (These
are differences in zeros between two runs, not the measure of the table.) Sigmoid and the batch of 128 were taken from there.
Each sigmoid multiplies the gradient by at most ¼ on its way down, and the mean over the batch divides it once more. The layers
were then made smaller, 96 and 48, so that five runs fit into a few minutes, and the learning rate was set by the accuracy of
f32. Accuracies were read on the test images, there is no validation set, so they are a little too good in every precision.</p>
<p>What is lost here costs no accuracy that one run could show. It is lost all the same, as the weights show that never moved.
(A skipped step puts a run one batch behind f32's, so that from there on its loss is further away; that is no loss of
precision.) <code>binade train --task deep-sigmoid --precision all</code> shows a network that does not learn at all without
loss scaling.</p>`,
  "mnist-cnn": `<p>A small convolutional network with batch normalisation, to show the recipe on convolutions. It was not chosen
for what fp16 loses in it. Its learning rate was raised after a first one ended at 97.2 %.</p>`,
  "deep-sigmoid": `<p>Six sigmoid layers: each multiplies the gradient on its way down by at most ¼ and by small weights, and the mean over
a batch of 512 divides it once more. At the first step the signals that add up to the first layer's gradients lie below half of
fp16's smallest number, so without scaling they are zero and that layer does not start to learn. It was picked for this: of
the networks tried, it is the one in which fp16 without scaling loses accuracy.</p>`,
};
