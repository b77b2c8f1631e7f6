/**
 * Installs the packed judge into an empty project and lets it judge the backend of docs/judging-a-backend.md there, as it
 * is and mended. `node tools/packedJudge.mjs` needs a build.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { extractMarkdown } from "./examples/extract.mjs";
import { installPacked } from "./installPacked.mjs";
import { capture, root } from "./run.mjs";

const page = "docs/judging-a-backend.md";
const fault = "!(a < b)";
const mended = "a >= b";

/** @returns {Promise<{ passed: number, failed: number, output: string }>} */
export async function checkPackedJudge() {
  const folder = mkdtempSync(join(tmpdir(), "binade-judge-"));
  const project = join(folder, "project");
  mkdirSync(project);
  try {
    const problem = await installPacked(folder, ["softfloat", "backend", "conformance"]);
    if (problem !== undefined) return { passed: 0, failed: 1, output: problem };
    const [program] = extractMarkdown(page, readFileSync(join(root, page), "utf8")).filter(({ runs }) => runs);
    const results = [];
    for (const [name, code, verdict] of versionsOf(program?.code ?? "")) {
      results.push(await judge(project, name, code, verdict));
    }
    const failed = results.filter(({ ok }) => !ok);
    return {
      passed: results.length - failed.length,
      failed: failed.length,
      output: failed.map(({ text }) => text).join("\n"),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} code @returns {readonly (readonly [name: string, code: string, verdict: string])[]} */
function versionsOf(code) {
  return [
    ["wrong", code, "differs"],
    ["mended", code.replace(fault, mended), "exact"],
  ];
}

/**
 * Compile and run one program in the project; its first line has to end with the verdict.
 *
 * @param {string} project @param {string} name @param {string} code @param {string} verdict
 */
async function judge(project, name, code, verdict) {
  writeFileSync(join(project, `${name}.ts`), code);
  const compilerOptions = { strict: true, target: "es2022", lib: ["es2022", "dom"], types: [], module: "node16" };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [`${name}.ts`] }));
  const compiled = await capture("tsc", ["-p", project]);
  if (!compiled.ok) return { ok: false, text: `${page}, ${name}: ${compiled.output}` };
  const { ok, output } = await capture(process.execPath, [join(project, `${name}.js`)]);
  const isRight = ok && output.includes(`mine, tier exact, quick suite, seed 1: ${verdict}`);
  return { ok: isRight, text: `${page}, ${name}: expected the verdict ${verdict}, got\n${output}` };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { passed, failed, output } = await checkPackedJudge();
  console.log(`${passed} passed, ${failed} failed\n${output}`);
  process.exitCode = failed === 0 ? 0 : 1;
}
