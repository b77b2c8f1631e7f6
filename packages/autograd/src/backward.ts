import { denseByteLength, isDense } from "@binade/backend";
import { engineOf } from "./autocastInputs.ts";
import { AutogradError } from "./autogradError.ts";
import type { Engine } from "./engine.ts";
import { gradients } from "./gradients.ts";
import { listed } from "./listed.ts";
import { add } from "./ops/arithmetic.ts";
import { copyOf } from "./ops/contiguous.ts";
import type { Edge, Saved, TapeNode } from "./tapeNode.ts";
import type { Tensor } from "./tensor.ts";

/**
 * Walk the tape from `root` in reverse order of recording. The first contribution to a gradient is taken as it is,
 * later ones are added in the gradient's dtype (N14).
 */
export function backward(
  root: Tensor,
  gradient: Tensor | undefined,
  options: { readonly retainGraph?: boolean },
): void {
  const { engine } = root;
  engine.autocast(undefined, () =>
    engine.noGrad(() =>
      engine.tidy(() => {
        checkRoot(root);
        const upstream = gradient === undefined ? seed(root) : checkedGradient(root, gradient);
        walk(engine, root, upstream, options.retainGraph ?? false);
        return undefined;
      }),
    ),
  );
}

function walk(engine: Engine, root: Tensor, upstream: Tensor, retainGraph: boolean): void {
  const pending = new Map<TapeNode, Tensor>();
  const deliver = (edge: Edge, contribution: Tensor): void => {
    if (edge === undefined) contribution.dispose();
    else if ("leaf" in edge) accumulateLeaf(edge.leaf, contribution);
    else pending.set(edge.node, accumulate(pending.get(edge.node), contribution));
  };
  if (root.isLeaf) {
    deliver({ leaf: root }, upstream);
    return;
  }

  const nodes = reachable(root.node as TapeNode);
  for (const node of nodes) requireSaved(node); // before any leaf gets a part of its gradient
  pending.set(root.node as TapeNode, upstream);
  for (const node of nodes) {
    const arrived = pending.get(node);
    if (arrived === undefined) continue;
    pending.delete(node);
    const contributions = engine.tidy(() => ownHandles(applyRule(engine, node, arrived), arrived));
    arrived.dispose();
    node.edges.forEach((edge, i) => {
      const contribution = contributions[i];
      if (contribution !== undefined) deliver(edge, contribution);
    });
    if (!retainGraph) node.freeSaved();
  }
}

function applyRule(engine: Engine, node: TapeNode, upstream: Tensor): readonly (Tensor | undefined)[] {
  const saved = requireSaved(node);
  const needs = node.edges.map((edge) => edge !== undefined);
  return gradients[node.primitive].rule(upstream, {
    engine,
    params: node.params as never,
    needs,
    input: (i) => saved.inputs[i] as Tensor,
    output: () => saved.output as Tensor,
    extras: saved.extras,
    inputFacts: node.inputFacts,
  });
}

function requireSaved({ saved, primitive }: TapeNode): Saved {
  if (saved !== undefined) return saved;
  const message = `backward: this graph was walked already and what "${primitive}" saved is freed; pass { retainGraph: true } the first time`;
  throw new AutogradError("ERR_GRADIENT", message, { primitive });
}

/** A rule may pass its upstream on, or one tensor twice: give each place a handle of its own. */
function ownHandles(contributions: readonly (Tensor | undefined)[], upstream: Tensor): (Tensor | undefined)[] {
  const taken = new Set<Tensor>([upstream]);
  return contributions.map((tensor) => {
    if (tensor === undefined) return undefined;
    const own = taken.has(tensor) ? tensor.detach() : tensor;
    taken.add(own);
    return own;
  });
}

/** Nodes that `root` depends on, the latest first. */
function reachable(root: TapeNode): TapeNode[] {
  const seen = new Set<TapeNode>([root]);
  for (const node of seen) {
    for (const edge of node.edges) if (edge !== undefined && "node" in edge) seen.add(edge.node);
  }
  return [...seen].sort((a, b) => b.sequence - a.sequence);
}

function accumulate(sum: Tensor | undefined, contribution: Tensor): Tensor {
  if (sum === undefined) return contribution;
  const next = add(sum, contribution);
  sum.dispose();
  contribution.dispose();
  return next;
}

function accumulateLeaf(leaf: Tensor, contribution: Tensor): void {
  if (leaf.isDisposed) {
    contribution.dispose(); // nobody is left to read or free it
    return;
  }
  const sum = leaf.grad === undefined ? exclusive(contribution) : add(leaf.grad, contribution);
  contribution.dispose();
  leaf.grad?.dispose();
  leaf.grad = leaf.engine.release(sum);
  sum.storage.role = "gradient";
}

/** The gradient of a leaf is written in place by optimizers: dense, and nobody else's. */
function exclusive(tensor: Tensor): Tensor {
  const { storage } = tensor;
  const isWhole = isDense(tensor) && storage.byteLength === denseByteLength(tensor.dtype, tensor.shape);
  return isWhole && !storage.isShared ? tensor.detach() : copyOf(tensor);
}

function seed(root: Tensor): Tensor {
  if (root.size !== 1) {
    const message = `backward: a tensor of shape ${listed(root.shape)} needs a gradient of its shape; only one element has the default 1`;
    throw new AutogradError("ERR_GRADIENT", message);
  }
  return root.engine.full(root.shape, 1, { dtype: root.dtype });
}

function checkRoot(root: Tensor): void {
  root.requireAlive();
  if (!root.requiresGrad) {
    const message = "backward: nothing here requires a gradient (no leaf with requiresGrad, or it ran under noGrad)";
    throw new AutogradError("ERR_GRADIENT", message);
  }
}

function checkedGradient(root: Tensor, gradient: Tensor): Tensor {
  engineOf("backward", [root, gradient]);
  const fits = gradient.dtype === root.dtype && gradient.shape.join() === root.shape.join();
  if (fits) return gradient.detach();
  const message = `backward: expected a gradient of shape ${listed(root.shape)} and dtype ${root.dtype}, got ${listed(gradient.shape)} ${gradient.dtype}`;
  throw new AutogradError("ERR_GRADIENT", message);
}
