import type { Binding } from "./assembleShader.ts";

/** Axes that an operand may have after neighbours that lie alike were merged: with divisions by product, and with loops. */
export const largestRanks: { readonly [L in Exclude<Binding["layout"], "dense">]: number } = { strided: 4, deep: 8 };

/** What the parameters hold of an operand that is not dense, an array a field with one word an axis, the innermost first. */
const axisFields: { readonly [L in Exclude<Binding["layout"], "dense">]: readonly string[] } = {
  strided: ["shape", "strides", "magic", "shift"],
  deep: ["shape", "strides"],
};

const axisTypes: { readonly [L in Exclude<Binding["layout"], "dense">]: string } = {
  strided: "vec4<u32>",
  deep: "array<vec4<u32>, 2>",
};

/** The parameters of a shader as a struct, and where each lies in the slot of a dispatch, in 32-bit words. */
export interface ParamsStruct {
  readonly text: string;
  readonly params: ReadonlyMap<string, number>;
}

/** Axes first, since vectors of a uniform are aligned, then one word for each name. */
export function paramsStruct(bindings: readonly Binding[], names: readonly string[]): ParamsStruct {
  const params = new Map<string, number>();
  const fields: string[] = [];
  const words = [...names];
  let position = 0;
  for (const { name, layout } of bindings) {
    if (layout === "dense") continue;
    for (const field of axisFields[layout]) {
      fields.push(`  ${name}_${field}: ${axisTypes[layout]},`);
      params.set(`${name}_${field}`, position);
      position += largestRanks[layout];
    }
    words.push(`${name}_rank`, ...(layout === "strided" ? [`${name}_last`] : []));
  }
  for (const word of new Set(words)) {
    fields.push(`  ${word}: u32,`);
    params.set(word, position++);
  }
  const text = `struct Params {\n${fields.join("\n")}\n}\n@group(0) @binding(0) var<uniform> p: Params;`;
  return { text, params };
}
