import preset from "../../tools/tsup.preset.ts";

/** Beside the entry points, the programs that run in threads and processes of their own; all of them at the top. */
export default {
  ...preset,
  entry: {
    index: "src/index.ts",
    bin: "src/bin.ts",
    trainingWorker: "src/trainingWorker.ts",
    conformanceWorker: "src/conformance/conformanceWorker.ts",
    sameBitsWorker: "src/sameBits/sameBitsWorker.ts",
  },
  platform: "node",
};
