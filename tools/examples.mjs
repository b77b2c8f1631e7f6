/**
 * Checks every example of the documentation: the `ts` fences of the Markdown files and the `@example` blocks of the
 * sources. Each is type-checked against the built packages as a module of its own, then run, and the values in its
 * `// value` comments are compared. `node tools/examples.mjs` builds first; parts of paths as arguments check fewer.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { extractMarkdown, extractTsdoc } from "./examples/extract.mjs";
import { root } from "./run.mjs";
import { build, runMain, setup } from "./setup.mjs";

/** @import { Example } from "./examples/extract.mjs" */

/**
 * The examples of the README, of docs/, and of every package's README and sources, in order of their paths.
 *
 * @returns {Example[]}
 */
export function findExamples() {
  const packages = readdirSync(join(root, "packages")).sort();
  const markdown = ["README.md", ...filesUnder("docs", ".md"), ...packages.map((name) => `packages/${name}/README.md`)];
  const sources = packages.flatMap((name) => filesUnder(`packages/${name}/src`, ".ts"));
  const read = (/** @type {string} */ file) => readFileSync(join(root, file), "utf8");
  return [
    ...markdown.filter((file) => existsSync(join(root, file))).flatMap((file) => extractMarkdown(file, read(file))),
    ...sources.filter((file) => !file.endsWith(".test.ts")).flatMap((file) => extractTsdoc(file, read(file))),
  ];
}

/**
 * Type-check and run examples. The packages have to be built.
 *
 * @param {readonly Example[]} examples
 * @returns {Promise<{ passed: number, failed: number, messages: string[] }>} Counts of examples; `file:line: message`.
 */
export async function checkExamples(examples) {
  // loaded here, since they need the dependencies
  const { typeErrors } = await import("./examples/typeErrors.mjs");
  const { runExamples } = await import("./examples/runExamples.mjs");

  const failures = typeErrors(examples);
  const runnable = [...examples.keys()].filter((index) => examples[index]?.runs && failures[index]?.length === 0);
  const outcomes = await runExamples(runnable.map((index) => /** @type {Example} */ (examples[index])));
  for (const [position, index] of runnable.entries()) failures[index] = outcomes[position] ?? [];

  const failed = failures.filter((messages) => messages.length > 0).length;
  return { passed: examples.length - failed, failed, messages: failures.flat() };
}

/** @param {string} folder @param {string} extension */
function filesUnder(folder, extension) {
  if (!existsSync(join(root, folder))) return [];
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(extension) && !name.split("/").includes("node_modules"))
    .map((name) => `${folder}/${name}`)
    .sort();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runMain(async () => {
    await setup();
    await build();
    const parts = process.argv.slice(2);
    const wanted = findExamples().filter(({ file }) => parts.length === 0 || parts.some((part) => file.includes(part)));
    const { passed, failed, messages } = await checkExamples(wanted);
    for (const message of messages) console.log(message);
    console.log(`examples: ${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  });
}
