import { describe, expect, test } from "vitest";
import { type Backend, BackendError, kernelFor } from "../src/index.ts";

const young = { name: "young", kernels: { fill: () => {}, copy: () => {} } } as unknown as Backend;

describe("kernelFor(backend, name)", () => {
  test("gives the backend's kernel", () => {
    expect(kernelFor(young, "fill")).toBe(young.kernels.fill);
  });

  test("names what is missing and what there is", () => {
    const call = (): unknown => kernelFor(young, "matmul");
    expect(call).toThrow(BackendError);
    expect(call).toThrow('backend "young" has no kernel "matmul" (it has: copy, fill)');
    try {
      call();
    } catch (error) {
      const { code, details, name } = error as BackendError;
      expect({ code, details, name }).toEqual({
        code: "ERR_UNSUPPORTED_KERNEL",
        details: { backend: "young", kernel: "matmul", available: ["copy", "fill"] },
        name: "BackendError",
      });
    }
  });
});
