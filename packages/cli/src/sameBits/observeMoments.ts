import type { Backend, BufferId, KernelTable, View } from "@binade/backend";

/** What optimizers keep beside the weights in a buffer: Adam's two moments, the momentum of SGD. */
export interface MomentObserver {
  /** The backend, which notes what its optimizer kernels write. */
  readonly backend: Backend;
  /** Per buffer of weights that a step was enqueued for. */
  readonly moments: ReadonlyMap<BufferId, readonly View[]>;
}

/** Learn where the moments lie from the calls of the optimizer kernels: f32 outputs after the weights (N11). */
export function observeMoments(backend: Backend): MomentObserver {
  const moments = new Map<BufferId, readonly View[]>();
  const note = ([weights, ...state]: readonly View[]): void => {
    if (weights === undefined) return;
    moments.set(
      weights.buffer,
      state.filter(({ dtype }) => dtype === "f32"),
    );
  };
  const { adamStep, sgdStep } = backend.kernels;
  const kernels: KernelTable = {
    ...backend.kernels,
    ...(adamStep && {
      adamStep: (outputs, inputs, params) => {
        note(outputs);
        adamStep(outputs, inputs, params);
      },
    }),
    ...(sgdStep && {
      sgdStep: (outputs, inputs, params) => {
        note(outputs);
        sgdStep(outputs, inputs, params);
      },
    }),
  };
  return { backend: withKernels(backend, kernels), moments };
}

/** The same backend with another table of kernels; its methods keep their `this`, which a copy would lose. */
function withKernels(backend: Backend, kernels: KernelTable): Backend {
  return new Proxy(backend, {
    get(target, key) {
      if (key === "kernels") return kernels;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
