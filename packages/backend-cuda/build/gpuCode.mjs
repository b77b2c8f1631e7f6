/** Code for GPUs: one image for each file of kernels, and the table of which image has which kernel. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {{ architectures: readonly string[], ptx: string, flags: readonly string[], fatbinFlags: readonly string[], hostFlags: readonly string[] }} Flags */
/** @typedef {Readonly<Record<string, { tier: string, kernels: Readonly<Record<string, "loop" | "fibers">> }>>} Kernels */

/** @param {string} native @returns {Flags} */
export function readFlags(native) {
  return JSON.parse(readFileSync(join(native, "nvcc.json"), "utf8"));
}

/** @param {string} native @returns {Kernels} */
export function readKernels(native) {
  return JSON.parse(readFileSync(join(native, "kernels.json"), "utf8"));
}

/** Arguments of nvcc for code of every architecture, and PTX for those to come. @param {Flags} flags */
export function nvccArguments({ architectures, ptx, flags, fatbinFlags }) {
  return [
    ...flags,
    ...fatbinFlags,
    "-fatbin",
    ...architectures.flatMap((name) => ["-gencode", `arch=compute_${name},code=sm_${name}`]),
    "-gencode",
    `arch=compute_${ptx},code=compute_${ptx}`,
  ];
}

/** The major version of CUDA, of `nvcc --version`. @param {string} text */
export function cudaMajor(text) {
  const found = /release (\d+)\./.exec(text);
  if (found === null) throw new Error(`nvcc --version: expected "release <number>", got ${text}`);
  return Number(found[1]);
}

/**
 * C++ that embeds the images. Without any there is no GPU code.
 *
 * @param {Kernels} kernels
 * @param {((file: string) => string) | undefined} imageOf The path of the image of a file of kernels.
 */
export function gpuCodeTable(kernels, imageOf) {
  const files = imageOf === undefined ? [] : Object.keys(kernels);
  const images = files.map((file, i) =>
    embedded(`binadeImage${i}`, /** @type {NonNullable<typeof imageOf>} */ (imageOf)(file)),
  );
  const rows = files.flatMap((file, i) =>
    Object.keys(kernels[file]?.kernels ?? {}).map((name) => `    {"${name}", binadeImage${i}},`),
  );
  return `// Made by the build.
#include <string.h>

#include "gpuCode.h"

${images.join("\n")}
namespace binade {

namespace {

struct Row {
  const char* kernel;
  const unsigned char* image;
};

const Row rows[] = {
${rows.join("\n")}
    {nullptr, nullptr},
};

}  // namespace

const void* gpuCodeOf(const char* kernel) {
  for (const Row* row = rows; row->kernel != nullptr; row++) {
    if (strcmp(row->kernel, kernel) == 0) {
      return row->image;
    }
  }
  return nullptr;
}

bool hasGpuCode() {
  return rows[0].kernel != nullptr;
}

}  // namespace binade
`;
}

/** @param {string} symbol @param {string} path */
function embedded(symbol, path) {
  return `asm(".section .rodata\\n.balign 64\\n.globl ${symbol}\\n.hidden ${symbol}\\n${symbol}:\\n.incbin \\"${path}\\"\\n.previous\\n");
extern "C" __attribute__((visibility("hidden"))) const unsigned char ${symbol}[];
`;
}

/** C++ that lists the kernels of the host device by name. @param {Kernels} kernels */
export function hostKernelTable(kernels) {
  const all = Object.values(kernels).flatMap((file) => Object.entries(file.kernels));
  const rows = all.map(
    ([name, run]) =>
      `    {"${name}", [](const void* call) { binade_kernel_${name}(*(const Call*)call); }, ${run === "fibers"}},`,
  );
  return `// Made by the build from kernels.json.
#include "registry.h"

#include <string.h>

#include "../kernels/include/launch.cuh"

using binade::Call;

${all.map(([name]) => `extern "C" void binade_kernel_${name}(const Call& call);`).join("\n")}

namespace binade::host {

static const Kernel kernels[] = {
${rows.join("\n")}
};

const Kernel* findKernel(const char* name) {
  for (const Kernel& kernel : kernels) {
    if (strcmp(kernel.name, name) == 0) {
      return &kernel;
    }
  }
  return nullptr;
}

}  // namespace binade::host
`;
}
