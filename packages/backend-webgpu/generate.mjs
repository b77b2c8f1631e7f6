/** Embeds the shader sources: every `src/wgsl/**.wgsl` as a string of `src/wgsl.gen.ts`. A test keeps the two alike. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const source = fileURLToPath(new URL("src", import.meta.url));

/** The text of `src/wgsl.gen.ts`. */
export function embeddedShaders() {
  const folder = join(source, "wgsl");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".wgsl"));
  const rows = files.sort().map((path) => {
    const text = readFileSync(join(folder, path), "utf8");
    return `  ${JSON.stringify(path.replaceAll("\\", "/").slice(0, -5))}: ${JSON.stringify(text)},\n`;
  });
  const comment = "/** Made by generate.mjs from the files in `wgsl/`: their texts by path. */";
  return `${comment}\nexport const wgslSources: Readonly<Record<string, string>> = {\n${rows.join("")}};\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeFileSync(join(source, "wgsl.gen.ts"), embeddedShaders());
}
