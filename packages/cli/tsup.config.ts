import preset from "../../tools/tsup.preset.ts";

export default { ...preset, entry: ["src/index.ts", "src/bin.ts", "src/trainingWorker.ts"], platform: "node" };
