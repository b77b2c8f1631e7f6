import { isFloatDtype } from "@binade/backend";
import type { Engine } from "./engine.ts";
import { forwards } from "./forwards.ts";
import { gradients } from "./gradients.ts";
import type { Primitive, PrimitiveParams } from "./primitives.ts";
import { type Edge, TapeNode, type TensorFacts } from "./tapeNode.ts";
import { Tensor } from "./tensor.ts";

/** Compute one primitive and, if a gradient may be asked for, record it. */
export function apply<P extends Primitive>(
  engine: Engine,
  primitive: P,
  inputs: readonly Tensor[],
  params: PrimitiveParams[P],
): Tensor {
  const [output, ...extras] = compute(engine, primitive, inputs, params);
  const carriesGradient = isFloatDtype(output.dtype) && inputs.some((input) => input.requiresGrad);
  if (!engine.isRecording || !carriesGradient) {
    for (const extra of extras) extra.dispose();
    return output;
  }
  const node = record(engine, { primitive, params, inputs, output, extras });
  const recorded = new Tensor(engine, output.storage.retain(), output.view, { node });
  output.dispose();
  return recorded;
}

/** The result, then the extras. Nothing else is left, also when a kernel throws. */
function compute<P extends Primitive>(
  engine: Engine,
  primitive: P,
  inputs: readonly Tensor[],
  params: PrimitiveParams[P],
): readonly [Tensor, ...Tensor[]] {
  return engine.tidy(() =>
    engine.noGrad(() => {
      const { output, extras = [] } = forwards[primitive](inputs, params);
      return [output, ...extras] as const;
    }),
  );
}

interface Recording<P extends Primitive> {
  readonly primitive: P;
  readonly params: PrimitiveParams[P];
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
  readonly extras: readonly Tensor[];
}

function record<P extends Primitive>(
  engine: Engine,
  { primitive, params, inputs, output, extras }: Recording<P>,
): TapeNode {
  const edges = inputs.map(edgeOf);
  const { saves: rule } = gradients[primitive];
  const saves = typeof rule === "function" ? rule(edges.map((edge) => edge !== undefined)) : rule;
  const saved = {
    inputs: inputs.map((input, i) => (saves.includes(i) ? keepForBackward(input) : undefined)),
    output: saves.includes("output") ? keepForBackward(output) : undefined,
    extras: extras.map((extra) => engine.release(extra)),
  };
  for (const extra of extras) markSaved(extra);
  return new TapeNode(
    { sequence: engine.nextSequence(), primitive, params },
    edges,
    { inputs: inputs.map(factsOf), output: factsOf(output) },
    saved,
  );
}

function edgeOf(input: Tensor): Edge {
  if (input.isLeaf) return { leaf: input };
  return input.node === undefined ? undefined : { node: input.node };
}

function factsOf({ shape, dtype, strides }: Tensor): TensorFacts {
  return { shape, dtype, strides };
}

/** An owner of the storage that no scope ends. */
function keepForBackward(tensor: Tensor): Tensor {
  markSaved(tensor);
  return tensor.engine.release(tensor.detach());
}

/** What the tape holds on to is an activation, unless it has a longer-lived purpose already. */
function markSaved({ storage }: Tensor): void {
  if (storage.role === "temporary") storage.role = "activation";
}
