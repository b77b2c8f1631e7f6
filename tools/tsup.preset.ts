import type { Options } from "tsup";

/** Build preset of every package: ESM, ES2022, declarations by tsc. */
const preset: Options = {
  entry: ["src/index.ts"],
  format: "esm",
  target: "es2022",
  platform: "neutral",
  dts: false,
  clean: true,
  sourcemap: true,
  silent: true,
};

export default preset;
