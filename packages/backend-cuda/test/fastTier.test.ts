import { type Backend, elementCount, rowMajorStrides, type View } from "@binade/backend";
import { describeBackendConformance } from "@binade/conformance/vitest";
import { mmaSyncGpus } from "@binade/softfloat";
import { describe, expect, test } from "vitest";
import { type CudaBackendOptions, createCudaBackend } from "../src/index.ts";
import { type ModelledGpu, modelledGpus } from "../src/tensorCore/tensorCores.ts";
import { createRandom, seed } from "./mma/operandCodes.ts";
import { describeOnHostDevice } from "./support/hostDevice.ts";

const fast = (tensorCore?: ModelledGpu): Promise<Backend> =>
  createCudaBackend({ device: "host", tier: "fast", ...(tensorCore && { tensorCore }) });

test("the GPUs that the host device models are those of softfloat, in the order of the table", () => {
  expect(modelledGpus).toEqual(mmaSyncGpus);
});

describeOnHostDevice(() => {
  for (const gpu of ["A100", "Ada", "H100"] as const) {
    describeBackendConformance(`cuda-host as ${gpu}, fast`, () => fast(gpu), { tensorCore: gpu });
  }

  for (const threadOrder of ["reversed", "shuffled"] as const) {
    describeBackendConformance(
      `cuda-host as B200, fast, threads ${threadOrder}`,
      () => createCudaBackend({ device: "host", tier: "fast", tensorCore: "B200", threadOrder }),
      { tensorCore: "B200" },
    );
  }

  describe("createCudaBackend({ tier: 'fast' })", () => {
    test("capabilities say what is fast, and how far off it may be", async () => {
      const backend = await fast("A100");
      const { matmul, ...others } = backend.capabilities;
      const exact = await createCudaBackend({ device: "host" });
      expect(backend.tier).toBe("fast");
      expect({ ...others, matmul: exact.capabilities.matmul }).toEqual(exact.capabilities);
      expect(Object.entries(matmul ?? {}).map(([dtype, { tier }]) => `${dtype} ${tier}`)).toEqual([
        "f32 fast",
        "f16 fast",
        "bf16 fast",
        "e4m3fn exact",
        "e5m2 exact",
      ]);
      expect(matmul?.f16?.bound).toContain("Σ|a·b|");
      await Promise.all([backend.dispose(), exact.dispose()]);
    });

    test.each<[title: string, options: unknown, message: string]>([
      ["another tier", { tier: "emulated" }, 'expected tier "exact", or "fast"'],
      [
        "a GPU that is not modelled",
        { tier: "fast", tensorCore: "V100" },
        "expected A100, A2, Ada, L40S, H100, H200, B200",
      ],
      ["tensor cores of the exact tier", { tensorCore: "A100" }, 'got "exact" with tensorCore "A100"'],
    ])("%s is refused", async (_, options, message) => {
      const create = createCudaBackend({ device: "host", ...(options as CudaBackendOptions) });
      await expect(create).rejects.toThrow(RangeError);
      await expect(create).rejects.toThrow(message);
    });
  });

  /** Several tiles in each direction, several turns along k, and nothing that is a multiple of anything. */
  const sizes = { m: 70, k: 203, n: 133 };

  test.each([
    ["f16", "A100", 23, 16],
    ["bf16", "H100", 23, 16],
    ["e4m3fn", "Ada", 12, 32],
    ["e5m2", "H100", 12, 32],
  ] as const)(`the bound of %s on %s holds, seed ${seed}`, async (dtype, gpu, digits, further) => {
    const backend = await fast(gpu);
    const { m, k, n } = sizes;
    const random = createRandom(seed);
    const numbers = (count: number): Float32Array =>
      Float32Array.from({ length: count }, () => (random() / 2 ** 31 - 1) * 2 ** (random() % 6));
    const [a, b] = [
      await upload(backend, dtype, [m, k], numbers(m * k)),
      await upload(backend, dtype, [k, n], numbers(k * n)),
    ];
    const y = view(backend, "f32", [m, n]);
    backend.kernels.matmul!([y], [a.narrow, b.narrow], {});
    const product = await floats(backend, y);
    const [left, right] = [await floats(backend, a.wide), await floats(backend, b.wide)];
    let worst = 0;
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let [sum, magnitudes] = [0, 0]; // exact in binary64 but for the last digits, far below the bound
        for (let p = 0; p < k; p++) {
          const term = left[i * k + p]! * right[p * n + j]!;
          sum += term;
          magnitudes += Math.abs(term);
        }
        worst = Math.max(worst, Math.abs(product[i * n + j]! - sum) / magnitudes);
      }
    }
    expect(worst).toBeGreaterThan(0);
    expect(worst).toBeLessThan((k + further) * 2 ** -digits);
    await backend.dispose();
  });

  test("a product does not depend on the tiles: every element is that of its row and column alone", async () => {
    const backend = await fast("H100");
    const { m, k, n } = sizes;
    const random = createRandom(seed);
    const words = (count: number): Uint16Array => Uint16Array.from({ length: count }, () => random() % 0x7c00);
    const a = put(backend, "f16", [m, k], words(m * k));
    const b = put(backend, "f16", [k, n], words(k * n));
    const whole = view(backend, "f32", [m, n]);
    backend.kernels.matmul!([whole], [a, b], {});
    const all = await bits(backend, whole);
    for (const [i, j] of [
      [0, 0],
      [69, 132],
      [63, 64],
      [64, 63],
      [37, 99],
    ] as const) {
      const one = view(backend, "f32", [1, 1]);
      const row = { ...a, shape: [1, k], offset: i * k };
      const column = { ...b, shape: [k, 1], offset: j };
      backend.kernels.matmul!([one], [row, column], {});
      expect(await bits(backend, one), `[${i}, ${j}]`).toEqual(all.slice(i * n + j, i * n + j + 1));
    }
    await backend.dispose();
  });
});

type Stored = "f32" | "f16" | "bf16" | "e4m3fn" | "e5m2";

function view(backend: Backend, dtype: Stored, shape: readonly number[]): View {
  const bytes = elementCount(shape) * { f32: 4, f16: 2, bf16: 2, e4m3fn: 1, e5m2: 1 }[dtype];
  return { buffer: backend.alloc(bytes), dtype, shape, strides: rowMajorStrides(shape), offset: 0 };
}

function put(backend: Backend, dtype: Stored, shape: readonly number[], words: Uint16Array | Float32Array): View {
  const target = view(backend, dtype, shape);
  backend.write(target.buffer, new Uint8Array(words.buffer));
  return target;
}

/** Numbers cast to the dtype, and what they became. */
async function upload(
  backend: Backend,
  dtype: Stored,
  shape: readonly number[],
  numbers: Float32Array,
): Promise<{ narrow: View; wide: View }> {
  const source = put(backend, "f32", shape, numbers);
  const [narrow, wide] = [view(backend, dtype, shape), view(backend, "f32", shape)];
  backend.kernels.cast!([narrow], [source], {});
  backend.kernels.cast!([wide], [narrow], {});
  return { narrow, wide };
}

async function floats(backend: Backend, source: View): Promise<Float32Array> {
  return new Float32Array((await bits(backend, source)).buffer);
}

async function bits(backend: Backend, { buffer, shape }: View): Promise<Uint32Array> {
  return new Uint32Array((await backend.read(buffer, 0, elementCount(shape) * 4)).slice().buffer);
}
