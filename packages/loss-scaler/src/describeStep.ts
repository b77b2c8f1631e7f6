import type { LossScaleOptions } from "./lossScaleOptions.ts";
import { nextLossScale } from "./nextLossScale.ts";
import type { ScalerSnapshot } from "./scalerAdapter.ts";
import type { StepReport } from "./stepReport.ts";

const namesInReason = 8;

/** The report of one optimizer's step, given what was found on every optimizer of the iteration, itself included. */
export function describeStep(
  snapshot: ScalerSnapshot,
  iteration: readonly ScalerSnapshot[],
  options: LossScaleOptions,
): StepReport {
  const foundNonFinite = iteration.some(({ nonFinite }) => nonFinite.length > 0);
  const next = nextLossScale(snapshot, foundNonFinite, options);
  return {
    stepped: snapshot.nonFinite.length === 0,
    reason: options.enabled ? reasonOf(snapshot) : "scaling disabled",
    nonFinite: snapshot.nonFinite,
    gradientCount: snapshot.gradientCount,
    scaleBefore: snapshot.scale,
    scaleAfter: next.scale,
    growthTracker: next.growthTracker,
  };
}

function reasonOf({ nonFinite, gradientCount }: ScalerSnapshot): string {
  if (nonFinite.length === 0) return `stepped: all gradients are finite (${gradientCount} looked at)`;

  const named = nonFinite.slice(0, namesInReason).map(({ name, kind }) => `${name}: ${kind}`);
  const rest = nonFinite.length - named.length;
  const list = [...named, ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
  return `skipped: ${nonFinite.length} of ${gradientCount} gradients are not finite (${list})`;
}
