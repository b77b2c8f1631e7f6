// @ts-check
/**
 * `node packages/backend-cuda/ptx/check.mjs [file.cu…]`: reads what nvcc makes of the kernels against what their tier
 * promises. Ends with 1 where a kernel breaks it.
 */
import { checkKernels } from "./checkKernels.mjs";
import { whyNoCompiler } from "./compile.mjs";

const shown = 5;

const reason = whyNoCompiler();
if (reason !== undefined) {
  console.log(`PTX check skipped: ${reason}`);
} else {
  const files = process.argv.slice(2);
  const { findings, kernels, instructions } = await checkKernels({
    ...(files.length > 0 ? { files } : {}),
    say: console.log,
  });
  /** @type {Map<string, string[]>} */
  const byKernel = new Map();
  for (const { file, kernel, problem } of findings) {
    const name = `${file}: ${kernel}`;
    byKernel.set(name, [...(byKernel.get(name) ?? []), problem]);
  }
  for (const [name, problems] of byKernel) {
    for (const problem of problems.slice(0, shown)) console.log(`${name}: ${problem}`);
    if (problems.length > shown) console.log(`${name}: … and ${problems.length - shown} more`);
  }
  console.log(`${kernels} kernels, ${instructions} instructions, ${findings.length} findings`);
  process.exitCode = findings.length > 0 ? 1 : 0;
}
