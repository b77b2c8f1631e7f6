import { reducedShape } from "./axes.ts";
import { inputGradient, weightGradient } from "./convolution.ts";
import type { Engine } from "./engine.ts";
import { iota } from "./iota.ts";
import { groupSize } from "./normalizeForward.ts";
import { div, mul, pow, sub } from "./ops/arithmetic.ts";
import { cast } from "./ops/cast.ts";
import { equal, greater, greaterEqual, less, notEqual } from "./ops/comparisons.ts";
import { rowsGradient } from "./ops/gather.ts";
import { matrixProduct } from "./ops/matmul.ts";
import { exp, log, neg } from "./ops/pointwise.ts";
import { poolingGradient } from "./ops/pooling.ts";
import { argmax, sum } from "./ops/reductions.ts";
import { expand, permute, reshape, slice } from "./ops/views.ts";
import { where } from "./ops/where.ts";
import { pointwiseGradients } from "./pointwiseGradients.ts";
import type { Primitive, PrimitiveParams } from "./primitives.ts";
import type { TensorFacts } from "./tapeNode.ts";
import type { Tensor } from "./tensor.ts";

/** What a rule may look at. `input(i)` and `output()` exist only if the rule's `saves` names them. */
export interface RuleContext<P extends Primitive> {
  readonly engine: Engine;
  readonly params: PrimitiveParams[P];
  /** Whether anybody wants the gradient of input i. */
  readonly needs: readonly boolean[];
  readonly input: (i: number) => Tensor;
  readonly output: () => Tensor;
  readonly extras: readonly Tensor[];
  readonly inputFacts: readonly TensorFacts[];
}

/** What a rule of one operand without parameters looks at. */
type UnaryContext = Pick<RuleContext<"exp">, "input" | "inputFacts">;

type Saves = readonly (number | "output")[];

/** `rule` takes `upstream` = ∂L/∂out and returns ∂L/∂input, one per input, each of that input's shape and dtype. */
interface Gradient<P extends Primitive> {
  /** What of the forward run must outlive it, perhaps by what is wanted: inputs by number, the output. */
  readonly saves: Saves | ((needs: readonly boolean[]) => Saves);
  readonly rule: (upstream: Tensor, context: RuleContext<P>) => readonly (Tensor | undefined)[];
}

/** The gradient of every primitive, in operations that could be recorded themselves. Broadcasting is `expand`'s alone. */
export const gradients: { readonly [P in Primitive]: Gradient<P> } = {
  cast: { saves: [], rule: (g, c) => [cast(g, c.inputFacts[0]!.dtype)] },
  neg: { saves: [], rule: (g) => [neg(g)] },
  // sign(x)·∂x, with sign(±0) = 0
  abs: {
    saves: [0],
    rule: (g, c) => [where(greater(c.input(0), 0), g, where(less(c.input(0), 0), neg(g), 0))],
  },
  add: { saves: [], rule: (g) => [g, g] },
  sub: { saves: [], rule: (g, c) => [g, c.needs[1] ? neg(g) : undefined] },
  // ∂(ab) = b·∂a + a·∂b
  mul: {
    saves: otherFactor,
    rule: (g, c) => [c.needs[0] ? mul(g, c.input(1)) : undefined, c.needs[1] ? mul(g, c.input(0)) : undefined],
  },
  // ∂(a/b) = ∂a/b − (a/b)·∂b/b
  div: {
    saves: (needs) => (needs[1] ? [1, "output"] : [1]),
    rule: (g, c) => {
      const scaled = div(g, c.input(1));
      return [scaled, c.needs[1] ? neg(mul(scaled, c.output())) : undefined];
    },
  },
  // ∂√x = ∂x/(2√x)
  sqrt: { saves: ["output"], rule: (g, c) => [div(g, mul(c.output(), 2))] },
  exp: { saves: ["output"], rule: (g, c) => [mul(g, c.output())] },
  log: { saves: [0], rule: (g, c) => [div(g, c.input(0))] },
  // ∂tanh x = (1 − y²)·∂x
  tanh: { saves: ["output"], rule: (g, c) => [mul(g, sub(1, mul(c.output(), c.output())))] },
  // ∂σ(x) = y·(1 − y)·∂x
  sigmoid: { saves: ["output"], rule: (g, c) => [mul(g, mul(c.output(), sub(1, c.output())))] },
  // y > 0 exactly where x > 0, and y is what the next operation keeps anyway
  relu: { saves: ["output"], rule: (g, c) => [where(greater(c.output(), 0), g, 0)] },
  expm1: inF32(pointwiseGradients.expm1),
  log1p: inF32(pointwiseGradients.log1p),
  sin: inF32(pointwiseGradients.sin),
  cos: inF32(pointwiseGradients.cos),
  erf: inF32(pointwiseGradients.erf),
  silu: inF32(pointwiseGradients.silu),
  gelu: inF32(pointwiseGradients.gelu),
  geluTanh: inF32(pointwiseGradients.geluTanh),
  // ∂(a^b) = b·a^(b−1)·∂a + a^b·log a·∂b; 0 where the power is constant: in a for b = 0, in b ≥ 0 for a = 0
  pow: {
    saves: (needs) => (needs[1] ? [0, 1, "output"] : [0, 1]),
    rule: (g, c) => {
      const [wide, a, b] = [cast(g, "f32"), cast(c.input(0), "f32"), cast(c.input(1), "f32")];
      const toBase = (): Tensor => where(equal(b, 0), 0, mul(wide, mul(b, pow(a, sub(b, 1)))));
      const toExponent = (): Tensor => {
        const isConstant = where(equal(a, 0), greaterEqual(b, 0), 0);
        return where(isConstant, 0, mul(wide, mul(cast(c.output(), "f32"), log(a))));
      };
      return [
        c.needs[0] ? cast(toBase(), c.inputFacts[0]!.dtype) : undefined,
        c.needs[1] ? cast(toExponent(), c.inputFacts[1]!.dtype) : undefined,
      ];
    },
  },
  // a tie goes to the first operand (N3)
  maximum: { saves: [0, "output"], rule: (g, c) => split(g, isOther(c.input(0), c.output())) },
  minimum: { saves: [0, "output"], rule: (g, c) => split(g, isOther(c.input(0), c.output())) },
  where: {
    saves: [0],
    rule: (g, c) => {
      const [toA, toB] = [
        c.needs[1] ? where(c.input(0), g, 0) : undefined,
        c.needs[2] ? where(c.input(0), 0, g) : undefined,
      ];
      return [undefined, toA, toB];
    },
  },
  // ∂(AB) = ∂A·Bᵀ + Aᵀ·∂B
  matmul: {
    saves: otherFactor,
    rule: (g, c) => [
      c.needs[0]
        ? matrixProduct(g, transpose(c.input(1)), { ...c.params, outputDtype: c.inputFacts[0]!.dtype })
        : undefined,
      c.needs[1] ? rightFactorGradient(g, c) : undefined,
      c.needs[2] ? cast(g, c.inputFacts[2]!.dtype) : undefined,
    ],
  },
  conv2d: {
    saves: otherFactor,
    rule: (g, c) => [
      c.needs[0] ? inputGradient(c.input(1), g, c.inputFacts[0]!.shape, c.params) : undefined,
      c.needs[1] ? weightGradient(c.input(0), g, c.inputFacts[1]!.shape, c.params) : undefined,
      c.needs[2] ? g : undefined,
    ],
  },
  maxPool2d: { saves: [], rule: (g, c) => [poolingGradient(g, c.extras, c.inputFacts[0]!.shape, c.params)] },
  avgPool2d: { saves: [], rule: (g, c) => [poolingGradient(g, [], c.inputFacts[0]!.shape, c.params)] },
  sum: { saves: [], rule: (g, c) => [unreduce(g, c.inputFacts[0]!.shape, c.params.axes)] },
  mean: {
    saves: [],
    rule: (g, c) => {
      const { shape, dtype } = c.inputFacts[0]!;
      // in f32: n need not be a value of a 16-bit dtype
      const share = cast(div(cast(g, "f32"), groupSize(shape, c.params.axes)), dtype);
      return [unreduce(share, shape, c.params.axes)];
    },
  },
  // all of it to the element that argmax names (N3)
  max: {
    saves: [0],
    rule: (g, c) => {
      const x = c.input(0);
      const { axes } = c.params;
      const chosen = unreduce(argmax(x, { axes }), x.shape, axes);
      const position = expand(
        iota(
          c.engine,
          x.shape.map((size, axis) => (axes.includes(axis) ? size : 1)),
        ),
        x.shape,
      );
      return [where(equal(position, chosen), unreduce(g, x.shape, axes), 0)];
    },
  },
  // y·(g − sum(g·y))
  softmax: {
    saves: ["output"],
    rule: (g, c) => {
      const [wide, y] = [cast(g, "f32"), cast(c.output(), "f32")];
      const total = sum(mul(wide, y), { axes: c.params.axis, keepAxes: true });
      return [cast(mul(y, sub(wide, total)), c.inputFacts[0]!.dtype)];
    },
  },
  // g − exp(out)·sum(g)
  logSoftmax: {
    saves: ["output"],
    rule: (g, c) => {
      const [wide, y] = [cast(g, "f32"), exp(cast(c.output(), "f32"))];
      return [cast(sub(wide, mul(y, sum(wide, { axes: c.params.axis, keepAxes: true }))), c.inputFacts[0]!.dtype)];
    },
  },
  // with x̂ = (x − mean)·r and h = g·γ: ((h − mean(h)) − (x̂·mean(h·x̂)))·r
  normalize: {
    saves: [0, 1],
    rule: (g, c) => {
      const { axes } = c.params;
      const [center, r] = c.extras as [Tensor, Tensor, Tensor];
      const upstream = cast(g, "f32");
      const normalized = mul(sub(cast(c.input(0), "f32"), center), r);
      const h = mul(upstream, cast(c.input(1), "f32"));
      const n = groupSize(c.inputFacts[0]!.shape, axes);
      const average = (x: Tensor): Tensor => div(sum(x, { axes, keepAxes: true }), n);
      const gx = mul(sub(sub(h, average(h)), mul(normalized, average(mul(h, normalized)))), r);
      const parameterGradient = (terms: Tensor, i: number): Tensor =>
        cast(reduceTo(terms, c.inputFacts[i]!), c.inputFacts[i]!.dtype);
      return [
        cast(gx, c.inputFacts[0]!.dtype),
        parameterGradient(mul(upstream, normalized), 1),
        parameterGradient(upstream, 2),
      ];
    },
  },
  reshape: { saves: [], rule: (g, c) => [reshape(g, c.inputFacts[0]!.shape)] },
  permute: {
    saves: [],
    rule: (g, c) => [
      permute(
        g,
        c.params.order.map((_, axis) => c.params.order.indexOf(axis)),
      ),
    ],
  },
  expand: { saves: [], rule: (g, c) => [reduceTo(g, c.inputFacts[0]!)] },
  slice: {
    saves: [],
    rule: (g, c) => {
      const { shape } = c.inputFacts[0]!;
      const positions = slice(
        iota(c.engine, shape),
        c.params.starts,
        c.params.starts.map((start, axis) => start + c.params.shape[axis]!),
      );
      const [count, total] = [
        g.size,
        groupSize(
          shape,
          shape.map((_, axis) => axis),
        ),
      ];
      return [reshape(rowsGradient(reshape(g, [count, 1]), reshape(positions, [count]), [total, 1]), shape)];
    },
  },
  gatherRows: { saves: [1], rule: (g, c) => [rowsGradient(g, c.input(1), c.inputFacts[0]!.shape), undefined] },
};

/** A function of x whose gradient is computed in f32 and rounded once. */
function inF32(rule: (g: Tensor, x: Tensor) => Tensor): {
  saves: Saves;
  rule: (g: Tensor, c: UnaryContext) => Tensor[];
} {
  return {
    saves: [0],
    rule: (g, c) => [cast(rule(cast(g, "f32"), cast(c.input(0), "f32")), c.inputFacts[0]!.dtype)],
  };
}

/** The gradient of one factor of a product needs the other one. */
function otherFactor(needs: readonly boolean[]): Saves {
  return [0, 1].filter((i) => needs[1 - i]);
}

/** Where the result of a maximum or minimum is not its first operand: another number, NaN, or the zero of the other sign. */
function isOther(a: Tensor, result: Tensor): Tensor {
  return where(equal(a, result), notEqual(div(1, a), div(1, result)), equal(a, a));
}

function split(g: Tensor, goesToSecond: Tensor): [Tensor, Tensor] {
  return [where(goesToSecond, 0, g), where(goesToSecond, g, 0)];
}

/**
 * Aᵀ·∂C, or (∂Cᵀ·A)ᵀ for a right factor that lies transposed, as the weight of `linear` does: the same products in the same
 * order, and a gradient that lies like its factor need not be copied into place.
 */
function rightFactorGradient(g: Tensor, { input, inputFacts, params }: RuleContext<"matmul">): Tensor {
  const { dtype, strides } = inputFacts[1]!;
  const options = { ...params, outputDtype: dtype };
  const liesTransposed = strides.at(-2) === 1 && strides.at(-1) !== 1;
  if (liesTransposed) return transpose(matrixProduct(transpose(g), input(0), options));
  return matrixProduct(transpose(input(0)), g, options);
}

function transpose(x: Tensor): Tensor {
  const order = x.shape.map((_, axis) => axis);
  return permute(x, [...order.slice(0, -2), x.rank - 1, x.rank - 2]);
}

/** A reduced tensor at every place that it was reduced from. */
function unreduce(g: Tensor, shape: readonly number[], axes: readonly number[]): Tensor {
  return expand(reshape(g, reducedShape(shape, axes, true)), shape);
}

/** Sum over the axes that were broadcast, in one reduction. */
function reduceTo(g: Tensor, { shape }: TensorFacts): Tensor {
  const added = g.rank - shape.length;
  const axes = g.shape
    .map((_, axis) => axis)
    .filter((axis) => axis < added || (shape[axis - added] === 1 && g.shape[axis] !== 1));
  return axes.length === 0 ? reshape(g, shape) : reshape(sum(g, { axes }), shape);
}
