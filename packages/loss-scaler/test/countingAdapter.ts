import { createArrayAdapter, type ScalerAdapter } from "../src/index.ts";

/** Plain gradient descent over one parameter, with a momentum to show whether a skip leaves state alone. */
export interface Sgd {
  readonly name: string;
  readonly weights: Float32Array;
  readonly momentum: Float32Array;
  /** Scaled gradients of this iteration; an empty list is an optimizer without gradients. */
  gradients: Float32Array[];
}

export function sgd(name: string, weights: readonly number[]): Sgd {
  return {
    name,
    weights: Float32Array.from(weights),
    momentum: new Float32Array(weights.length),
    gradients: [new Float32Array(weights.length)],
  };
}

function stepOf({ weights, momentum, gradients }: Sgd): void {
  for (const values of gradients) {
    for (const [i, value] of values.entries()) {
      momentum[i] = 0.5 * momentum[i]! + value;
      weights[i] = weights[i]! - 0.25 * momentum[i]!;
    }
  }
}

/** An array adapter that counts what is asked of it. */
export interface CountingAdapter {
  readonly adapter: ScalerAdapter<number, Sgd>;
  readonly calls: Record<"unscale" | "step" | "update" | "snapshot" | "read" | "dispose", number>;
}

export function countingAdapter(): CountingAdapter {
  const calls = { unscale: 0, step: 0, update: 0, snapshot: 0, read: 0, dispose: 0 };
  const inner = createArrayAdapter<Sgd>({
    gradients: ({ name, gradients }) => gradients.map((values, i) => ({ name: `${name}.${i}`, values })),
    step: (optimizer) => {
      calls.step += 1;
      stepOf(optimizer);
    },
  });
  const adapter: ScalerAdapter<number, Sgd> = {
    ...inner,
    unscale: (optimizer, options) => {
      calls.unscale += 1;
      inner.unscale(optimizer, options);
    },
    update: (optimizers, options) => {
      calls.update += 1;
      inner.update(optimizers, options);
    },
    snapshot: (optimizer) => {
      calls.snapshot += 1;
      const read = inner.snapshot(optimizer);
      return () => {
        calls.read += 1;
        return read();
      };
    },
    dispose: () => {
      calls.dispose += 1;
    },
  };
  return { adapter, calls };
}
