import { join } from "node:path";
import ts from "typescript";
import { root } from "../run.mjs";

/** @import { Example } from "./extract.mjs" */

/** As a user's strictest project; the declarations are those of the built packages. */
const options = /** @satisfies {ts.CompilerOptions} */ ({
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts", "lib.esnext.disposable.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  types: ["node"],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noPropertyAccessFromIndexSignature: true,
  isolatedModules: true,
  skipLibCheck: true,
  noEmit: true,
});

/**
 * The type errors of each example. All are checked in one program, each as a module of its own in tools/, which
 * depends on every package.
 *
 * @param {readonly Example[]} examples
 * @returns {string[][]} By example: `file:line: message`.
 */
export function typeErrors(examples) {
  const paths = examples.map((_, index) => join(root, "tools", `.example${index}.ts`));
  const codes = new Map(paths.map((path, index) => [path, examples[index]?.code ?? ""]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.getCurrentDirectory = () => join(root, "tools");
  host.fileExists = (path) => codes.has(path) || fileExists(path);
  host.readFile = (path) => codes.get(path) ?? readFile(path);
  host.getSourceFile = (path, version, ...others) => {
    const code = codes.get(path);
    return code === undefined
      ? getSourceFile(path, version, ...others)
      : ts.createSourceFile(path, code, version, true);
  };

  const program = ts.createProgram({ rootNames: paths, options, host });
  return examples.map((example, index) => {
    const source = program.getSourceFile(paths[index] ?? "");
    if (source === undefined) return [];
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ start, messageText }) => {
      const { line } = source.getLineAndCharacterOfPosition(start ?? 0);
      return `${example.file}:${example.line + line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
  });
}
