import { readFileSync } from "node:fs";
import type { Dtype } from "@binade/backend";
import { describe, expect, it } from "vitest";
import { embeddedShaders } from "../../generate.mjs";
import { type Access, assembleShader, type Binding, shaderKey } from "./assembleShader.ts";

const style = { isolated: true, division: "native", squareRoot: "native", conversions: "integer" } as const;

function binding(name: string, dtype: Dtype, access: Access, layout: Binding["layout"] = "dense"): Binding {
  return { name, dtype, access, layout };
}

describe("wgsl.gen.ts", () => {
  it("holds the files of wgsl/ as they are (node generate.mjs)", () => {
    const generated = readFileSync(new URL("../wgsl.gen.ts", import.meta.url), "utf8");
    expect(generated).toBe(embeddedShaders());
  });
});

describe("assembleShader(request)", () => {
  it("gives the source that the compiler sees: a sum of f16 and a broadcast operand", () => {
    const bindings = [
      binding("y", "f16", "write"),
      binding("a", "f16", "read"),
      binding("b", "f16", "read", "strided"),
    ];
    const options = { op: "arithmetic", formula: "x + y" };
    const { code, params } = assembleShader({ kernel: "binary", options, bindings, style });
    expect(code).toMatchSnapshot();
    expect(Object.fromEntries(params)).toMatchSnapshot();
  });

  it("gives the matrix product, its lines for eight rows written out", () => {
    const bindings = [binding("y", "f32", "write"), binding("a", "f32", "vectors"), binding("b", "f32", "vectors")];
    expect(assembleShader({ kernel: "matmul", options: {}, bindings, style }).code).toMatchSnapshot();
  });

  it("leaves no literal of a float in the exact tier", () => {
    const bindings = [binding("y", "f32", "write"), binding("x", "f32", "read")];
    for (const op of ["exp", "log", "sin", "erf", "geluTanh"]) {
      const { code } = assembleShader({ kernel: "unary", options: { op }, bindings, style });
      expect(code.replace(/\/\/.*$/gm, "")).not.toMatch(/\b\d+\.\d|\b\d+f\b/);
    }
  });

  it("binds at most 8 storage buffers and numbers them", () => {
    const names = ["w", "m", "v", "g", "state", "c1", "c2"];
    const bindings = names.map((name, i) => binding(name, "f32", i < 3 ? "update" : "read"));
    const options = { foundWord: "0", stepWord: "1", weight: "before", gradient: "gradient" };
    const { code } = assembleShader({ kernel: "adamStep", options, bindings, style });
    expect(code.match(/var<storage/g)).toHaveLength(7);
    expect(code).toContain("@group(0) @binding(7) var<storage, read> c2_words");
  });

  it("refuses what the files do not have", () => {
    expect(() => assembleShader({ kernel: "none", options: {}, bindings: [], style })).toThrow(
      "no file wgsl/kernels/none",
    );
    const bindings = [binding("y", "f32", "write")];
    expect(() => assembleShader({ kernel: "unary", options: {}, bindings, style })).toThrow("nothing to put for $");
  });
});

describe("shaderKey(request)", () => {
  it("differs where the source does", () => {
    const request = { kernel: "copy", options: {}, bindings: [binding("y", "f32", "write")], style };
    const keys = [
      request,
      { ...request, kernel: "cast" },
      { ...request, options: { to: "f16" } },
      { ...request, bindings: [binding("y", "f16", "write")] },
      { ...request, bindings: [binding("y", "f32", "write", "strided")] },
      { ...request, style: { ...style, division: "integer" as const } },
    ].map(shaderKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
