import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkedData } from "../ptx/checkKernels.mjs";
import { compile, whyNoCompiler } from "../ptx/compile.mjs";
import { judgePtx } from "../ptx/judgePtx.mjs";
import { judgeResources, readResources } from "../ptx/resources.mjs";

const { flags } = checkedData();
const without = (flag: string): string[] => flags.filter((other) => other !== flag);

/** A kernel whose element is computed by `body` from a, b and i. */
const kernelOf = (body: string): string => `
extern "C" __global__ void kernel(float* y, const float* a, const float* b, unsigned n) {
  unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  ${body}
}
`;

/** More numbers alive at once than the 24 registers that the launch bounds leave. */
const spilling = `
extern "C" __global__ void __launch_bounds__(1024, 2) kernel(float* y, const float* a, const float* b, unsigned n) {
  float x[64];
#pragma unroll
  for (int j = 0; j < 64; j++) x[j] = a[threadIdx.x + j * n];
  __syncthreads();
  for (unsigned k = 0; k < n; k++) {
    float s = b[k];
#pragma unroll
    for (int j = 0; j < 64; j++) x[j] = __fadd_rn(__fmul_rn(x[j], s), x[63 - j]);
  }
#pragma unroll
  for (int j = 0; j < 64; j++) y[threadIdx.x + j * n] = x[j];
}
`;

/** What is planted; with which flags; what the check says about it. */
const plants: readonly (readonly [title: string, source: string, flags: readonly string[], problem: string])[] = [
  ["nothing", kernelOf("y[i] = __fadd_rn(__fmul_rn(a[i], b[i]), __fdiv_rn(a[i], b[i]));"), flags, ""],
  ["nothing, in plain operators", kernelOf("y[i] = a[i] * b[i] + a[i] / b[i];"), flags, ""],
  ["a contraction", kernelOf("y[i] = __fmaf_rn(a[i], b[i], a[i]);"), flags, "fma.rn.f32"],
  ["no -fmad=false", kernelOf("y[i] = a[i] * b[i] + a[i];"), without("-fmad=false"), "fma.rn.f32"],
  ["no -fmad=false, nothing to contract", kernelOf("y[i] = a[i] + b[i];"), without("-fmad=false"), "add.f32"],
  ["an approximate division", kernelOf("y[i] = __fdividef(a[i], b[i]);"), flags, "div.approx"],
  ["-prec-div=false", kernelOf("y[i] = a[i] / b[i];"), [...without("-prec-div=true"), "-prec-div=false"], "div.full"],
  [
    "-prec-sqrt=false",
    kernelOf("y[i] = sqrtf(a[i]);"),
    [...without("-prec-sqrt=true"), "-prec-sqrt=false"],
    "sqrt.approx",
  ],
  ["-ftz=true", kernelOf("y[i] = a[i] + b[i];"), [...without("-ftz=false"), "-ftz=true"], "ftz"],
  ["a cast", kernelOf("y[i] = __int_as_float((int)a[i]);"), flags, "cvt.rzi"],
  ["a maximum", kernelOf("y[i] = fmaxf(a[i], b[i]);"), flags, "max.f32"],
  ["a comparison", kernelOf("y[i] = a[i] < b[i] ? a[i] : b[i];"), flags, ".f32"],
  ["a library function", kernelOf("y[i] = expf(a[i]);"), flags, "approx"],
  [
    "a table in local memory",
    kernelOf(
      "float t[64]; for (unsigned j = 0; j < n; j++) t[j * i % 64] = a[j]; for (unsigned j = 0; j < 64; j++) y[j * n + i] = t[j ^ i % 64];",
    ),
    flags,
    "bytes of local memory",
  ],
  ["a spill", spilling, flags, "spills"],
  ["another name", kernelOf("y[i] = a[i];").replace("kernel(", "colonel("), flags, "is not in the PTX"],
];

const reason = whyNoCompiler();
if (reason !== undefined) console.log(`PTX of planted kernels: skipped, ${reason}`);

describe.skipIf(reason !== undefined)("the PTX check sees what is planted", () => {
  // Two generations of nvcc's optimizer: the one up to sm_90, and that from sm_100 on.
  test.each(plants.flatMap((plant) => ["90", "100"].map((architecture) => [architecture, ...plant] as const)))(
    "sm_%s: %s",
    async (architecture, _, source, furtherFlags, problem) => {
      const folder = mkdtempSync(join(tmpdir(), "binade-planted-"));
      try {
        const path = join(folder, "kernel.cu");
        writeFileSync(path, source);
        const { ptx, resources } = await compile(path, architecture, furtherFlags);
        const row = { tier: "exact", kernels: { kernel: "loop" } } as const;
        const problems = [
          ...judgePtx("kernel.cu", row, Number(architecture), ptx),
          ...judgeResources("kernel.cu", readResources(resources), { default: { registers: 64 } }),
        ].map((finding) => finding.problem);
        if (problem === "") expect(problems).toEqual([]);
        else
          expect(
            problems.some((text) => text.includes(problem)),
            problems.join("\n"),
          ).toBe(true);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
