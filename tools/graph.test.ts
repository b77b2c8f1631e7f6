/** Keeps the shape of the repository: who may import whom, what feeds a run, and what every package has to bring. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Allowed {
  /** Packages of this repository that may be dependencies. */
  readonly dependencies: readonly string[];
  /** Packages that may besides be devDependencies, for tests. */
  readonly development: readonly string[];
}

const everyPackage = [
  "softfloat",
  "loss-scaler",
  "backend",
  "backend-cpu",
  "backend-wasm",
  "backend-webgpu",
  "backend-cuda",
  "conformance",
  "autograd",
  "nn",
];

/** The import graph of docs/architecture.md. */
const graph: Readonly<Record<string, Allowed>> = {
  softfloat: { dependencies: [], development: [] },
  "loss-scaler": { dependencies: [], development: [] },
  backend: { dependencies: ["softfloat"], development: [] },
  "backend-cpu": { dependencies: ["backend", "softfloat"], development: [] },
  "backend-wasm": { dependencies: ["backend"], development: ["backend-cpu", "conformance"] },
  "backend-webgpu": { dependencies: ["backend"], development: ["backend-cpu", "conformance"] },
  "backend-cuda": { dependencies: ["backend"], development: ["backend-cpu", "conformance", "softfloat"] },
  conformance: { dependencies: ["backend", "softfloat"], development: ["backend-cpu"] },
  autograd: { dependencies: ["backend"], development: ["backend-cpu", "softfloat"] },
  nn: { dependencies: ["backend", "autograd", "loss-scaler"], development: ["backend-cpu", "softfloat"] },
  cli: { dependencies: everyPackage, development: [] },
};

/** Entry points besides the package's own, by the file in `src/` that they are. */
const sourceEntry = (path: string): object => ({
  "@binade/source": `./src/${path}.ts`,
  types: `./dist/${path}.d.ts`,
  default: `./dist/${path}.js`,
});
const furtherEntries: Readonly<Record<string, readonly { readonly name: string; readonly exports: unknown }[]>> = {
  softfloat: [
    { name: "teaching", exports: sourceEntry("teaching/index") },
    { name: "testfloat", exports: sourceEntry("testFloat/index") },
  ],
  conformance: [
    { name: "vitest", exports: sourceEntry("vitest") },
    { name: "card.schema.json", exports: "./card.schema.json" },
  ],
};

/** Files that a package publishes besides its build. */
const furtherFiles: Readonly<Record<string, readonly string[]>> = {
  conformance: ["card.schema.json"],
  "backend-cuda": ["prebuilds"],
};

/** Packages whose code takes part in a training run: the same bits are wanted from every engine. */
const feedsARun = [
  "backend",
  "backend-cpu",
  "backend-wasm",
  "backend-webgpu",
  "backend-cuda",
  "autograd",
  "nn",
  "loss-scaler",
];

/** Packages that run in any JavaScript engine, without Node's modules. */
const engineNeutral = ["softfloat", "loss-scaler", "conformance"];

/** What of Math gives the same bits in every engine. */
const exactMath = new Set(
  "abs ceil clz32 floor fround imul max min round sign sqrt trunc E LN2 LN10 LOG2E LOG10E PI SQRT1_2 SQRT2".split(" "),
);

interface Manifest {
  readonly license?: string;
  readonly type?: string;
  readonly sideEffects?: boolean;
  readonly files?: readonly string[];
  readonly engines?: Readonly<Record<string, string>>;
  readonly exports?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const packages = readdirSync(join(root, "packages")).sort();
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const manifestOf = (name: string): Manifest => JSON.parse(read(`packages/${name}/package.json`));
const scoped = (name: string): string => `@binade/${name}`;

describe("package.json", () => {
  it("exists for exactly the packages of the graph", () => {
    expect(packages).toEqual(Object.keys(graph).sort());
  });

  test.each(packages)("%s depends on siblings that the graph allows", (name) => {
    const { dependencies = [], development = [] } = graph[name] ?? {};
    const { dependencies: declared = {}, devDependencies: declaredForTests = {} } = manifestOf(name);
    const allowedForTests = [...dependencies, ...development, "tools"].map(scoped);
    expect(siblings(declared).filter((other) => !dependencies.map(scoped).includes(other))).toEqual([]);
    expect(siblings(declaredForTests).filter((other) => !allowedForTests.includes(other))).toEqual([]);
  });

  test.each(packages)("%s is an MIT-licensed ESM package without side effects", (name) => {
    const { license, type, sideEffects, files, engines, exports } = manifestOf(name);
    expect({ license, type, sideEffects, files, engines }).toEqual({
      license: "MIT",
      type: "module",
      sideEffects: false,
      files: ["dist", ...(furtherFiles[name] ?? [])],
      engines: { node: ">=20.19" },
    });
    const further = (furtherEntries[name] ?? []).map((entry) => [`./${entry.name}`, entry.exports]);
    expect(exports).toEqual({
      ".": { "@binade/source": "./src/index.ts", types: "./dist/index.d.ts", default: "./dist/index.js" },
      ...Object.fromEntries(further),
      "./package.json": "./package.json",
    });
  });

  test.each(packages)("%s has a README of at most 80 lines", (name) => {
    const path = `packages/${name}/README.md`;
    expect(existsSync(join(root, path)), path).toBe(true);
    expect(read(path).trimEnd().split("\n").length).toBeLessThanOrEqual(80);
  });
});

describe("imports", () => {
  test.each(packages)(
    "%s imports what it declares and stays inside its folder, its tests besides in tools/",
    (name) => {
      const manifest = manifestOf(name);
      expect(sourcesOf(name).flatMap((file) => wrongImports(name, manifest, file))).toEqual([]);
    },
  );

  it("sees what it forbids", () => {
    const manifest: Manifest = { dependencies: { "@binade/backend": "" }, devDependencies: { vitest: "" } };
    const check = (path: string, code: string) => wrongImports("nn", manifest, sourceFile(path, code));
    expect(check("packages/nn/src/a.ts", 'export { x } from "@binade/backend";')).toEqual([]);
    expect(check("packages/nn/src/a.ts", 'import "@binade/backend-cpu";')).toHaveLength(1);
    expect(check("packages/nn/src/a.ts", 'import { it } from "vitest";')).toHaveLength(1);
    expect(check("packages/nn/src/a.test.ts", 'import { it } from "vitest";')).toEqual([]);
    expect(check("packages/nn/src/a.test.ts", 'import "../test/b.ts";')).toEqual([]);
    expect(check("packages/nn/src/a.ts", 'import "../test/b.ts";')).toHaveLength(1);
    expect(check("packages/nn/test/a.test.ts", 'import "../../../tools/b.ts";')).toEqual([]);
    expect(check("packages/nn/src/a.ts", 'import "../../../tools/b.ts";')).toHaveLength(1);
    expect(check("packages/nn/test/a.test.ts", 'import "../../backend/src/b.ts";')).toHaveLength(1);
    expect(check("packages/nn/src/a.ts", 'await import("../../../docs/b.ts");')).toHaveLength(1);
    expect(check("packages/nn/src/a.ts", 'type A = import("../../cli/src/a.ts").A;')).toHaveLength(1);
    expect(check("packages/nn/src/a.ts", '// import "react";\nconst s = \'import "react"\';')).toEqual([]);
  });
});

describe("arithmetic of what feeds a run", () => {
  test.each(feedsARun)("%s uses + − × ÷ √ and our own functions only", (name) => {
    const published = sourcesOf(name).filter(({ fileName }) => isPublished(fileName));
    expect(published.flatMap(inexactArithmetic)).toEqual([]);
  });

  it("sees what it forbids", () => {
    const check = (code: string) => inexactArithmetic(sourceFile("packages/nn/src/a.ts", code));
    expect(check("const y = Math.sqrt(2) + Math.fround(Math.PI);")).toEqual([]);
    expect(check("/** 2 ** -24, Math.pow */ const s = 'Math.exp';")).toEqual([]);
    expect(check("\nconst y = Math.exp(1);")).toEqual(["packages/nn/src/a.ts:2: Math.exp may differ between engines"]);
    expect(check("const y = 2 ** -24;")).toHaveLength(1);
    expect(check("let y = 2; y **= 3;")).toHaveLength(1);
    expect(check("const { log } = Math;")).toHaveLength(1);
    expect(check('const y = Math["cos"](1);')).toHaveLength(1);
    expect(check("const y = [1].map(Math.random);")).toHaveLength(1);
  });
});

/** The packages of this repository among the keys of a dependency record. */
function siblings(record: Readonly<Record<string, string>>): string[] {
  return Object.keys(record).filter((name) => name.startsWith("@binade/"));
}

function sourcesOf(name: string): ts.SourceFile[] {
  const folders = [`packages/${name}/src`, `packages/${name}/test`].filter((folder) => existsSync(join(root, folder)));
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .sort()
      .map((path) => sourceFile(`${folder}/${path}`, read(`${folder}/${path}`))),
  );
}

function sourceFile(path: string, code: string): ts.SourceFile {
  return ts.createSourceFile(path, code, ts.ScriptTarget.ES2022, true);
}

/** Whether a file becomes part of the package; tests, benches and test/ do not. */
function isPublished(path: string): boolean {
  return /^packages\/[^/]+\/src\//.test(path) && !/\.(test|bench)\.ts$/.test(path);
}

/** `file:line: message` for every import that the rules forbid. */
function wrongImports(name: string, manifest: Manifest, source: ts.SourceFile): string[] {
  const published = isPublished(source.fileName);
  const declared = new Set(
    Object.keys({
      ...manifest.dependencies,
      ...manifest.peerDependencies,
      ...(published ? {} : manifest.devDependencies),
    }).concat(scoped(name)),
  );
  const home = published ? `packages/${name}/src` : `packages/${name}`;

  const reasonAgainst = (specifier: string): string | undefined => {
    if (specifier.startsWith(".")) {
      const target = relative(root, resolve(root, dirname(source.fileName), specifier));
      const isSupport = !published && target.startsWith("tools/");
      return target.startsWith(`${home}/`) || isSupport ? undefined : `"${specifier}" leaves ${home}`;
    }
    if (specifier.startsWith("node:") || builtinModules.includes(specifier)) {
      const isNeutral = published && engineNeutral.includes(name);
      return isNeutral ? `"${specifier}" does not exist in every engine` : undefined;
    }
    const [first = "", second = ""] = specifier.split("/");
    const dependency = first.startsWith("@") ? `${first}/${second}` : first;
    if (declared.has(dependency)) return undefined;
    return `"${dependency}" is not among its ${published ? "dependencies" : "dependencies or devDependencies"}`;
  };

  return specifiersOf(source).flatMap(({ node, specifier }) => {
    const reason = reasonAgainst(specifier);
    return reason === undefined ? [] : [`${place(source, node)}: ${reason}`];
  });
}

/** The module specifiers of import and export declarations, `import()` and import types. */
function specifiersOf(source: ts.SourceFile): { node: ts.Node; specifier: string }[] {
  const found: { node: ts.Node; specifier: string }[] = [];
  walk(source, (node) => {
    let specifier: ts.Node | undefined;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) specifier = node.moduleSpecifier;
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      specifier = node.arguments[0];
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) specifier = node.argument.literal;
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) found.push({ node, specifier: specifier.text });
  });
  return found;
}

/** `file:line: message` for every `**` and for every use of Math whose bits the language leaves open. */
function inexactArithmetic(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const powers = [ts.SyntaxKind.AsteriskAsteriskToken, ts.SyntaxKind.AsteriskAsteriskEqualsToken];
  walk(source, (node) => {
    if (ts.isBinaryExpression(node) && powers.includes(node.operatorToken.kind)) {
      found.push(`${place(source, node)}: ** may differ between engines`);
    }
    if (!ts.isIdentifier(node) || node.text !== "Math") return;
    const { parent } = node;
    if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node) {
      found.push(`${place(source, node)}: Math is to be used as Math.name`);
    } else if (!exactMath.has(parent.name.text)) {
      found.push(`${place(source, node)}: Math.${parent.name.text} may differ between engines`);
    }
  });
  return found;
}

function place(source: ts.SourceFile, node: ts.Node): string {
  return `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}
