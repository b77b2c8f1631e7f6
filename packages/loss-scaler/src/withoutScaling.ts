import type { ScalerAdapter } from "./scalerAdapter.ts";

/** The same adapter with a scale of 1 that nothing applies, checks or changes: only its steps are taken. */
export function withoutScaling<Loss, Optimizer>(
  adapter: ScalerAdapter<Loss, Optimizer>,
): ScalerAdapter<Loss, Optimizer> {
  const state = { scale: 1, growthTracker: 0 };
  return {
    scaleLoss: (loss) => loss,
    gradientCount: (optimizer) => adapter.gradientCount(optimizer),
    unscale: () => {},
    step: (optimizer) => adapter.step(optimizer),
    update: () => {},
    snapshot: (optimizer) => {
      const gradientCount = adapter.gradientCount(optimizer);
      return async () => ({ ...state, nonFinite: [], gradientCount });
    },
    readState: async () => state,
    writeState: () => {},
    dispose: () => adapter.dispose?.(),
  };
}
