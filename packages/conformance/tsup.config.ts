import preset from "../../tools/tsup.preset.ts";

export default { ...preset, entry: ["src/index.ts", "src/vitest.ts"], external: ["vitest"] };
