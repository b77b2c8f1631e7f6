import type { Primitive } from "./primitives.ts";
import type { Tensor } from "./tensor.ts";

/** Where the gradient of one input goes: to the node that made it, to a leaf, or nowhere. */
export type Edge = { readonly node: TapeNode } | { readonly leaf: Tensor } | undefined;

/** What a gradient rule needs to know of an input whose values it does not need. */
export interface TensorFacts {
  readonly shape: readonly number[];
  readonly dtype: Tensor["dtype"];
  readonly strides: readonly number[];
}

/** What the forward run left for the backward one. Its tensors own their storage but not their graph. */
export interface Saved {
  readonly inputs: readonly (Tensor | undefined)[];
  readonly output: Tensor | undefined;
  readonly extras: readonly Tensor[];
}

/**
 * One recorded operation. It is owned by its output tensors and by the nodes that consume it; with the last owner it
 * frees what it saved, so a graph that is never walked backward leaves nothing behind.
 */
export class TapeNode {
  /** Position on the tape: a node is walked after all nodes with a higher number. */
  readonly sequence: number;
  readonly primitive: Primitive;
  readonly params: unknown;
  readonly edges: readonly Edge[];
  readonly inputFacts: readonly TensorFacts[];
  readonly outputFacts: TensorFacts;
  #saved: Saved | undefined;
  #owners = 0;

  constructor(
    position: { readonly sequence: number; readonly primitive: Primitive; readonly params: unknown },
    edges: readonly Edge[],
    facts: { readonly inputs: readonly TensorFacts[]; readonly output: TensorFacts },
    saved: Saved,
  ) {
    this.sequence = position.sequence;
    this.primitive = position.primitive;
    this.params = position.params;
    this.edges = edges;
    this.inputFacts = facts.inputs;
    this.outputFacts = facts.output;
    this.#saved = saved;
    for (const edge of edges) if (edge !== undefined && "node" in edge) edge.node.retain();
  }

  /** What was saved; `undefined` once that was freed by a backward walk that did not retain the graph. */
  get saved(): Saved | undefined {
    return this.#saved;
  }

  retain(): void {
    this.#owners++;
  }

  release(): void {
    const released: TapeNode[] = [this]; // a list, since a long chain would overflow the call stack
    for (let node = released.pop(); node !== undefined; node = released.pop()) {
      node.#owners--;
      if (node.#owners > 0) continue;
      node.freeSaved();
      for (const edge of node.edges) if (edge !== undefined && "node" in edge) released.push(edge.node);
    }
  }

  freeSaved(): void {
    const saved = this.#saved;
    if (saved === undefined) return;
    const tensors = [...saved.inputs, saved.output, ...saved.extras].filter((tensor) => tensor !== undefined);
    if (tensors.length === 0) return; // nothing to miss: such a node can be walked again
    this.#saved = undefined;
    for (const tensor of tensors) tensor.dispose();
  }
}
