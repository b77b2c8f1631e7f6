import {
  avgPool2d,
  dropout,
  type Generator,
  gelu,
  geluTanh,
  maxPool2d,
  relu,
  reshape,
  sigmoid,
  silu,
  tanh,
} from "@binade/autograd";
import { type Module, stateless } from "../module.ts";

/** maximum(x, 0). */
export function reluLayer(): Module {
  return stateless(relu);
}

/** tanh(x). */
export function tanhLayer(): Module {
  return stateless(tanh);
}

/** 1 ÷ (1 + e^−x). */
export function sigmoidLayer(): Module {
  return stateless(sigmoid);
}

/** x·sigmoid(x). */
export function siluLayer(): Module {
  return stateless(silu);
}

/** x·Φ(x), Φ the normal distribution. */
export function geluLayer(): Module {
  return stateless(gelu);
}

/** The approximation of {@link geluLayer} by tanh. */
export function geluTanhLayer(): Module {
  return stateless(geluTanh);
}

/**
 * Drops elements with `probability` while training and scales the others; passes everything in evaluation.
 * The same state of the generator drops the same elements.
 */
export function dropoutLayer(probability: number, generator: Generator): Module {
  return stateless((x, { isTraining }) => (isTraining ? dropout(x, probability, generator) : x));
}

/** Largest element of every window, which moves by its own size. Shapes: `[n, c, h, w] → [n, c, oh, ow]`. */
export function maxPool2dLayer(kernelSize: number): Module {
  return stateless((x) => maxPool2d(x, kernelSize));
}

/** Mean of every window, which moves by its own size. Shapes: `[n, c, h, w] → [n, c, oh, ow]`. */
export function avgPool2dLayer(kernelSize: number): Module {
  return stateless((x) => avgPool2d(x, kernelSize));
}

/** `[n, …] → [n, product of the rest]`. */
export function flattenLayer(): Module {
  return stateless((x) => reshape(x, [x.shape[0] as number, -1]));
}
