import { type Dtype, denseByteLength, kernelFor, rowMajorStrides, type View } from "@binade/backend";
import type { CudaBackend } from "../../src/backendOn.ts";

/**
 * Every kernel once or more on buffers that end with their views, of sizes that fill no tile, block or word: what leaves a
 * buffer leaves an allocation. The cases of conformance have room around their views, which hides that.
 */
export async function tightWork(backend: CudaBackend): Promise<void> {
  const outputs: View[] = [];
  const dense = (dtype: Dtype, ...shape: number[]): View => {
    const buffer = backend.alloc(denseByteLength(dtype, shape));
    return { buffer, dtype, shape, strides: rowMajorStrides(shape), offset: 0 };
  };
  const out = (dtype: Dtype, ...shape: number[]): View => {
    const view = dense(dtype, ...shape);
    outputs.push(view);
    return view;
  };
  const normal = (...shape: number[]): View => {
    const x = dense("f32", ...shape);
    kernelFor(backend, "random")([x], [], { kind: "normal", seed: 1, stream: shape.length });
    return x;
  };
  const as = (dtype: Dtype, x: View): View => {
    const y = dense(dtype, ...x.shape);
    kernelFor(backend, "cast")([y], [x], {});
    return y;
  };
  const turned = (x: View): View => ({ ...x, shape: [...x.shape].reverse(), strides: [...x.strides].reverse() });

  kernelFor(backend, "fill")([out("u8", 5)], [], { value: 3 });
  kernelFor(backend, "copy")([out("f16", 5, 3)], [turned(as("f16", normal(3, 5)))], {});
  for (const dtype of ["bf16", "e4m3fn", "i32", "u8"] as const) {
    kernelFor(backend, "cast")([out(dtype, 7)], [normal(7)], {});
  }
  for (const op of ["exp", "log", "sin", "tanh", "gelu"] as const) {
    kernelFor(backend, "unary")([out("f16", 7)], [as("f16", normal(7))], { op });
  }
  const row = { ...normal(5), shape: [3, 5], strides: [0, 1] };
  kernelFor(backend, "binary")([out("f32", 3, 5)], [normal(3, 5), row], { op: "pow" });
  const condition = out("u8", 3, 5);
  kernelFor(backend, "compare")([condition], [normal(3, 5), row], { op: "lt" });
  kernelFor(backend, "select")([out("f32", 3, 5)], [condition, normal(3, 5), row], {});

  for (const op of ["sum", "mean", "max", "min", "argmax"] as const) {
    for (const length of [10, 300, 9001]) {
      const y = out(op === "argmax" ? "i32" : "bf16", 3);
      const x = normal(3, length);
      kernelFor(backend, "reduce")([y], [op === "argmax" ? x : as("bf16", x)], { op, axes: [1] });
    }
  }
  kernelFor(backend, "reduce")([out("i32", 3)], [as("u8", normal(3, 300))], { op: "sum", axes: [1] });

  const bias = { ...normal(67), shape: [2, 65, 67], strides: [0, 0, 1] };
  kernelFor(backend, "matmul")(
    [out("f16", 2, 65, 67)],
    [as("f16", normal(2, 65, 259)), as("bf16", normal(2, 259, 67)), bias],
    {},
  );
  kernelFor(backend, "matmul")([out("f32", 5, 3)], [turned(normal(7, 5)), turned(normal(3, 7))], { tf32: "rna" });

  const window = { kernelSize: [3, 2], stride: [2, 1], padding: [1, 1], dilation: [1, 2] } as const;
  kernelFor(backend, "im2col")([out("f16", 3, 3, 2, 2, 4, 6)], [as("f16", normal(2, 3, 7, 6))], window);
  kernelFor(backend, "col2im")([out("f16", 2, 3, 7, 6)], [normal(2, 3, 3, 2, 4, 6)], window);
  const pooling = {
    kernelSize: [3, 2],
    stride: [2, 1],
    padding: [1, 1],
    dilation: [1, 1],
    countIncludePad: false,
  } as const;
  const [pooled, index] = [out("f16", 2, 3, 4, 7), out("i32", 2, 3, 4, 7)];
  const image = as("f16", normal(2, 3, 7, 6));
  kernelFor(backend, "pool")([pooled, index], [image], { ...pooling, op: "max" });
  kernelFor(backend, "pool")([out("f16", 2, 3, 4, 7)], [image], { ...pooling, op: "avg" });
  kernelFor(backend, "poolGradient")([out("f16", 2, 3, 7, 6)], [pooled, index], { ...pooling, op: "max" });
  kernelFor(backend, "poolGradient")([out("f16", 2, 3, 7, 6)], [pooled], { ...pooling, op: "avg" });

  const rows = dense("i32", 4);
  backend.write(rows.buffer, new Uint8Array(Int32Array.of(4, 0, 4, 2).buffer));
  kernelFor(backend, "gatherRows")([out("f16", 4, 3)], [as("f16", normal(5, 3)), rows], {});
  kernelFor(backend, "scatterAddRows")([out("bf16", 5, 3)], [as("bf16", normal(4, 3)), rows], {});
  for (const kind of ["words", "normal"] as const) {
    kernelFor(backend, "random")([out(kind === "words" ? "i32" : "f32", 7)], [], { kind, seed: 2, stream: 1 });
  }
  kernelFor(backend, "random")([out("u8", 7)], [], { kind: "keep", dropProbability: 0.5, seed: 2, stream: 1 });

  trainOnce(backend, { out, normal });
  for (const y of outputs) await backend.read(y.buffer, 0, denseByteLength(y.dtype, y.shape));
}

interface Makers {
  readonly out: (dtype: Dtype, ...shape: number[]) => View;
  readonly normal: (...shape: number[]) => View;
}

/** What keeps a training step on the device. */
function trainOnce(backend: CudaBackend, { out, normal }: Makers): void {
  const [scaler, optimizer] = [out("i32", 2), out("i32", 6)];
  backend.write(scaler.buffer, new Uint8Array(Float32Array.of(1024, 0).buffer));
  const gradients = [out("f32", 7), out("f32", 5001)];
  for (const g of gradients) kernelFor(backend, "copy")([g], [normal(...g.shape)], {});
  kernelFor(backend, "unscaleAndCheck")([optimizer, ...gradients], [scaler], { parameters: [0, 1], recheck: true });
  kernelFor(backend, "clip")([optimizer, ...gradients], [], { maxNorm: 1 });
  const [g, tables] = [gradients[0] as View, normal(1)];
  const sgd = { learningRate: 0.1, momentum: 0.9, dampening: 0, weightDecay: 0.1, nesterov: true, parameter: 1 };
  kernelFor(backend, "sgdStep")([out("f32", 7), out("f32", 7), optimizer], [g], sgd);
  const adam = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1, decoupled: false };
  const moments = [out("f32", 7), out("f32", 7), out("f32", 7)];
  kernelFor(backend, "adamStep")(moments, [g, optimizer, tables, tables], adam);
  kernelFor(backend, "advanceStep")([optimizer], [], {});
  const scaling = {
    growthFactor: 2,
    backoffFactor: 0.5,
    growthInterval: 1,
    growthTest: "equal",
    minScale: 1,
    maxScale: 2048,
  } as const;
  kernelFor(backend, "updateScale")([scaler, optimizer], [], { dynamic: true, ...scaling });
}
