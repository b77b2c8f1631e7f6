/**
 * Builds the addon: with g++, the host device; with nvcc as well, code for GPUs. Without g++ it says so and is content,
 * since who installs the package has a binary already. The result is `prebuilds/linux-x64/backend-cuda.node`.
 *
 * `BINADE_NVCC=skip` leaves the GPUs out, which takes two minutes less.
 *
 * `node build.mjs --tests` builds besides what the tests of the GPU path need: a driver of our own under the name
 * `libcuda.so.1`, a `libcublasLt.so.13` likewise, and an addon whose code for GPUs that driver takes.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { BuildError, filesIn, runTasks, versionOf, writeIfChanged } from "./build/compile.mjs";
import { cudaMajor, gpuCodeTable, hostKernelTable, nvccArguments, readFlags, readKernels } from "./build/gpuCode.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));
const native = join(root, "native");
const out = join(native, "out");
const require = createRequire(import.meta.url);

/** Where things come to lie. */
export const paths = {
  addon: join(root, "prebuilds", `${process.platform}-${process.arch}`, "backend-cuda.node"),
  testAddon: join(out, "tests", "backend-cuda.node"),
  fakeDriver: join(out, "tests", "libcuda.so.1"),
  fakeCublasLt: join(out, "tests", "libcublasLt.so.13"),
  runner: join(out, "tests", "runner"),
  sanitizedRunner: join(out, "tests", "sanitizedRunner"),
};

const flags = readFlags(native);
const kernels = readKernels(native);
const headers = filesIn(native, /\.(h|cuh)$/);
const linked = ["-shared", "-static-libstdc++", "-Wl,--exclude-libs,ALL", "-Wl,--gc-sections", "-pthread", "-ldl"];

/** Headers of Node's API and of its C++ wrapper, from npm: a Node need not have brought its own. */
const apiHeaders = ["node-api-headers", "node-addon-api"].map((name) => {
  const folder = dirname(require.resolve(`${name}/package.json`));
  return name === "node-api-headers" ? join(folder, "include") : folder;
});

/**
 * @param {{ tests?: boolean }} options
 * @returns {Promise<string>} What was built, in a sentence.
 */
export async function build({ tests = false } = {}) {
  const compiler = await versionOf("g++");
  if (compiler === undefined) return "backend-cuda: no g++, so the addon is not built (apt install g++)";
  const nvcc = process.env["BINADE_NVCC"] === "skip" ? undefined : await versionOf("nvcc");
  const images = await compileForGpus(nvcc);
  writeIfChanged(join(out, "kernelTable.gen.cpp"), hostKernelTable(kernels));
  writeIfChanged(join(out, "gpuCode.gen.cpp"), gpuCodeTable(kernels, images));
  const host = [
    ...Object.keys(kernels).map((file) => join(native, "kernels", file)),
    ...filesIn(join(native, "host"), /\.cpp$/),
  ]
    .filter((path) => !/runner/.test(path))
    .concat(join(out, "kernelTable.gen.cpp"));
  const addon = [...filesIn(join(native, "addon"), /\.cpp$/), join(out, "gpuCode.gen.cpp")];
  const leastDriver = nvcc === undefined ? [] : [`-DBINADE_LEAST_DRIVER=${cudaMajor(nvcc) * 1000}`];

  const objects = [...host, ...addon].map((source) => compiled(source, leastDriver));
  let ran = await runTasks(objects);
  ran += await runTasks([sharedLibrary(paths.addon, objects)]);
  if (tests) ran += await buildForTests(host, addon);
  const what = `the host device${nvcc === undefined ? ", no code for GPUs (that takes nvcc)" : ` and code for GPUs sm_${flags.architectures.join(", ")}`}`;
  return `backend-cuda: ${relative(process.cwd(), paths.addon)} has ${what} (${ran === 0 ? "up to date" : `${ran} files made`})`;
}

/** The image of each file of kernels. @param {string | undefined} nvcc What it says of itself. */
async function compileForGpus(nvcc) {
  if (nvcc === undefined) return undefined;
  const imageOf = (/** @type {string} */ file) => join(out, "gpu", `${basename(file, ".cu")}.fatbin`);
  const tasks = Object.keys(kernels).map((file) => {
    const source = join(native, "kernels", file);
    return {
      program: "nvcc",
      args: [...nvccArguments(flags), source],
      output: imageOf(file),
      inputs: [source, ...headers],
    };
  });
  await runTasks(tasks);
  return imageOf;
}

/** The software driver as a library, and an addon with images that only it takes. @param {string[]} host @param {string[]} addon */
async function buildForTests(host, addon) {
  const image = join(out, "tests", "image.bin");
  const table = join(out, "tests", "gpuCode.gen.cpp");
  writeIfChanged(image, "an image for the driver of the tests");
  writeIfChanged(
    table,
    gpuCodeTable(kernels, () => image),
  );
  const driver = host.map((source) => compiled(source, ["-DBINADE_FAKE_LIBCUDA"]));
  const sources = [...host, ...addon.filter((path) => !path.endsWith("gpuCode.gen.cpp")), table];
  const objects = sources.map((source) => compiled(source, ["-DBINADE_LEAST_DRIVER=13000"]));
  const cublasLt = [compiled(join(native, "cublas", "fakeCublasLt.cpp"), [])];
  const tasks = [...driver, ...objects, ...cublasLt];
  const ran = await runTasks([...new Map(tasks.map((task) => [task.output, task])).values()]);
  return (
    ran +
    (await runTasks([
      sharedLibrary(paths.fakeDriver, driver, ["-Wl,-soname,libcuda.so.1"]),
      sharedLibrary(paths.fakeCublasLt, cublasLt, ["-Wl,-soname,libcublasLt.so.13"]),
      sharedLibrary(paths.testAddon, objects),
    ]))
  );
}

/**
 * Builds a program that replays recorded work on the host device (`native/runner/runner.cpp`).
 *
 * @param {string} output
 * @param {{ sanitized?: boolean, replaced?: Readonly<Record<string, string>> }} options sanitized: with AddressSanitizer and
 * UndefinedBehaviorSanitizer; replaced: other sources for some files of kernels.
 */
export async function buildRunner(output, { sanitized = false, replaced = {} } = {}) {
  const options = sanitized ? ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-g"] : [];
  const table = join(out, "kernelTable.gen.cpp");
  writeIfChanged(table, hostKernelTable(kernels));
  const sources = [
    ...Object.keys(kernels).map((file) => replaced[file] ?? join(native, "kernels", file)),
    ...filesIn(join(native, "host"), /\.cpp$/).filter((path) => !basename(path).startsWith("software")),
    join(native, "runner", "runner.cpp"),
    table,
  ];
  const objects = sources.map((source) => {
    const task = compiled(source, []);
    const folder = Object.values(replaced).includes(source) ? `${output}.objects` : join(out, "sanitized");
    const isOwn = sanitized || folder !== join(out, "sanitized");
    const object = isOwn ? join(folder, `${basename(source)}.o`) : task.output;
    return { ...task, args: [...options, ...task.args], output: object };
  });
  await runTasks(objects);
  const inputs = objects.map((object) => object.output);
  await runTasks([{ program: "g++", args: [...options, ...inputs, "-pthread"], output, inputs }]);
}

/** Which files a definition is meant for; the others are compiled once for all. */
const readers = [
  [/LEAST_DRIVER/, /loadDriver\.cpp$/],
  [/FAKE_LIBCUDA/, /software\w+\.cpp$/],
];

/** @param {string} source @param {readonly string[]} definitions */
function compiled(source, definitions) {
  const defines = definitions.filter((text) =>
    readers.some(([what, where]) => what?.test(text) && where?.test(source)),
  );
  const isAddon = dirname(source) !== join(native, "kernels") && dirname(source) !== join(native, "host");
  const includes = isAddon ? [...apiHeaders, join(native, "addon")] : [];
  const folder = relative(native, dirname(source)).replace(/^out/, "generated");
  const name = basename(source).replace(/\.(cu|cpp)$/, [...defines, ""].join("").replaceAll("-D", "."));
  return {
    program: "g++",
    args: [
      ...flags.hostFlags,
      "-fPIC",
      "-ffunction-sections",
      "-fvisibility=hidden",
      "-Wall",
      "-Wextra",
      "-Wno-unknown-pragmas",
      "-Werror",
      "-DNAPI_VERSION=8",
      `-I${join(native, "host")}`,
      ...includes.map((folder) => `-isystem${folder}`),
      ...defines,
      "-x",
      "c++",
      "-c",
      source,
    ],
    output: join(out, "objects", folder, `${name}.o`),
    inputs: [source, ...headers, ...imagesIn(source)],
  };
}

/** The files that a generated table embeds. @param {string} source */
function imagesIn(source) {
  if (!source.endsWith("gpuCode.gen.cpp")) return [];
  return [...readFileSync(source, "utf8").matchAll(/\.incbin \\"(.*?)\\"/g)].map(
    ([, path]) => /** @type {string} */ (path),
  );
}

/** @param {string} output @param {readonly { output: string }[]} objects @param {readonly string[]} options */
function sharedLibrary(output, objects, options = []) {
  const inputs = objects.map((object) => object.output);
  return { program: "g++", args: [...inputs, ...linked, ...options], output, inputs };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    console.log(await build({ tests: process.argv.includes("--tests") }));
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
