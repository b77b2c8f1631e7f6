import type { Backend, KernelName, View } from "@binade/backend";
import { createCpuBackend } from "@binade/backend-cpu";

/** What a kernel was launched on. */
export interface Launch {
  readonly kernel: KernelName;
  readonly outputs: readonly View[];
  readonly inputs: readonly View[];
}

/** The reference backend with a list of the kernels that it was asked for. */
export async function countingBackend(): Promise<{ readonly backend: Backend; readonly launches: Launch[] }> {
  const inner = await createCpuBackend();
  const launches: Launch[] = [];
  const kernels = Object.fromEntries(
    Object.entries(inner.kernels).map(([kernel, launch]) => [
      kernel,
      (outputs: readonly View[], inputs: readonly View[], params: never) => {
        launches.push({ kernel: kernel as KernelName, outputs, inputs });
        launch(outputs, inputs, params);
      },
    ]),
  );
  const backend = new Proxy(inner, {
    get: (target, key) => {
      if (key === "kernels") return kernels;
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { backend, launches };
}
