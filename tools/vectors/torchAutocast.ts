import * as ops from "@binade/autograd";
import { autocastPolicies, createEngine, type Engine, Generator, type Tensor } from "@binade/autograd";
import { createCpuBackend } from "@binade/backend-cpu";
import type { VectorResult } from "./vectorResult.ts";

interface AutocastTable {
  readonly device: "cuda" | "cpu";
  readonly autocastDtype: string;
  readonly rows: readonly (readonly [op: string, operandDtypes: readonly string[], resultDtype: string])[];
}

/** An operation on operands of the given dtypes; `make` gives the next one of a shape. */
type Counterpart = (make: (shape: readonly number[]) => Tensor, engine: Engine) => Tensor;

/** Their names of the dtypes that exist here; a comparison gives u8 instead of a type of its own. */
const dtypeNames: Readonly<Record<string, "f32" | "f16" | "bf16" | "u8">> = {
  float32: "f32",
  float16: "f16",
  bfloat16: "bf16",
  bool: "u8",
};

/**
 * Compare the result dtypes under `autocastPolicies.cuda` and `.cpu` with recorded ones of PyTorch, a table each.
 * Without a counterpart: operators and float64 that do not exist here, and combinations that PyTorch refuses.
 */
export async function checkTorchAutocast(json: unknown): Promise<VectorResult[]> {
  const { tables } = json as { readonly tables: readonly AutocastTable[] };
  const engine = createEngine(await createCpuBackend());
  return tables.map((table) => checkTable(engine, table));
}

function checkTable(engine: Engine, { device, autocastDtype, rows }: AutocastTable): VectorResult {
  const lowDtype = dtypeNames[autocastDtype] as "f16" | "bf16";
  const policy = autocastPolicies[device](lowDtype);
  const disagreements: string[] = [];
  let [agree, total] = [0, 0];
  for (const [op, operandDtypes, result] of rows) {
    const counterpart = counterparts[op];
    const dtypes = operandDtypes.map((name) => dtypeNames[name]);
    const expected = dtypeNames[result];
    if (counterpart === undefined || expected === undefined || dtypes.includes(undefined)) continue;
    total++;
    const got = engine.autocast(policy, () => resultDtype(engine, counterpart, dtypes as ("f32" | "f16")[]));
    if (got === expected) agree++;
    else disagreements.push(`${op}(${dtypes}): expected ${expected}, got ${got}`);
  }
  const name = `torch/autocast ${policy.name}`;
  return { name, agree, total, noCounterpart: rows.length - total, disagreements };
}

function resultDtype(engine: Engine, counterpart: Counterpart, dtypes: readonly ("f32" | "f16" | "bf16")[]): string {
  using _scope = engine.scope();
  let used = 0;
  const result = counterpart((shape) => engine.full(shape, 0.5, { dtype: dtypes[used++]! }), engine);
  if (used !== dtypes.length) throw new Error(`a counterpart takes ${used} operands, recorded are ${dtypes.length}`);
  return result.dtype;
}

const { neg, abs, relu, tanh, sigmoid, sqrt, exp, expm1, log, log1p, sin, cos, erf, silu, gelu } = ops;
const unary: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  ...{ neg, abs, relu, tanh, sigmoid, sqrt, exp, expm1, log, log1p, sin, cos, erf, silu, gelu },
  softmax: (x) => ops.softmax(x),
  logSoftmax: (x) => ops.logSoftmax(x),
  sum: (x) => ops.sum(x),
  sumAxis: (x) => ops.sum(x, { axes: 0 }),
  mean: (x) => ops.mean(x),
  max: (x) => ops.max(x),
  min: (x) => ops.min(x),
  var: (x) => ops.variance(x),
  addScalar: (x) => ops.add(x, 2),
  mulScalar: (x) => ops.mul(x, 2),
  powScalar: (x) => ops.pow(x, 2),
  reshape: (x) => ops.reshape(x, [-1]),
  permute: (x) => ops.permute(x, [1, 0]),
  slice: (x) => ops.slice(x, [1]),
  dropout: (x) => ops.dropout(x, 0.5, new Generator(1)),
};

const { add, sub, mul, div, pow, maximum, minimum, matmul, mse } = ops;
const binary = { add, sub, mul, div, pow, maximum, minimum, matmul, mse, mm: matmul, eq: ops.equal, lt: ops.less };

const counterparts: Readonly<Record<string, Counterpart>> = {
  ...Object.fromEntries(Object.entries(unary).map(([op, f]): [string, Counterpart] => [op, (make) => f(make([2, 2]))])),
  ...Object.fromEntries(
    Object.entries(binary).map(([op, f]): [string, Counterpart] => [op, (make) => f(make([2, 2]), make([2, 2]))]),
  ),
  bmm: (make) => ops.matmul(make([3, 2, 2]), make([3, 2, 2])),
  linear: (make) => ops.linear(make([2, 2]), make([2, 2])),
  // a product of matrices plus a first operand, which is a bias here
  addmm: (make) => {
    const bias = make([2]);
    return ops.linear(make([2, 2]), make([2, 2]), bias);
  },
  conv2d: (make) => ops.conv2d(make([1, 1, 3, 3]), make([1, 1, 2, 2])),
  where: (make, engine) => ops.where(engine.tensor(new Uint8Array([1, 0])), make([2]), make([2])),
  maxPool2d: (make) => ops.maxPool2d(make([1, 1, 2, 2]), 2),
  avgPool2d: (make) => ops.avgPool2d(make([1, 1, 2, 2]), 2),
  // one operand is recorded; weights are f32 then
  layerNorm: (make, engine) => ops.layerNorm(make([2, 2]), engine.full([2], 1), engine.full([2], 0)),
  batchNorm: (make, engine) => ops.batchNorm(make([2, 2]), make([2]), engine.full([2], 0)),
  crossEntropy: (make, engine) => ops.crossEntropy(make([2, 2]), engine.tensor(new Int32Array([0, 1]))),
};
