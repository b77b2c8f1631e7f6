import { describe, expect, it, test } from "vitest";
import { extractMarkdown, extractTsdoc } from "./examples/extract.mjs";
import { instrument } from "./examples/instrument.mjs";
import { parseLiteral } from "./examples/parseLiteral.mjs";
import { sameValue } from "./examples/sameValue.mjs";
import { checkExamples } from "./examples.mjs";

const example = (code: string, runs = true) => ({ file: "docs/page.md", line: 10, code, runs });

describe("extractMarkdown(file, text)", () => {
  it("takes the ts fences with their lines", () => {
    const text =
      "# Title\n\n```ts\nlet a = 1;\n```\n```sh\nls\n```\n  ````ts no-run\nb();\n```\nc();\n  ````\n```tsx\n```\n";
    expect(extractMarkdown("a.md", text)).toEqual([
      { file: "a.md", line: 4, code: "let a = 1;", runs: true },
      { file: "a.md", line: 10, code: "b();\n```\nc();", runs: false },
    ]);
  });

  it("refuses a fence that is never closed", () => {
    expect(() => extractMarkdown("a.md", "\n```ts\n")).toThrow("a.md:2: this fence is never closed");
  });
});

describe("extractTsdoc(file, text)", () => {
  it("takes an @example up to the next tag or the end", () => {
    const text = [
      "/** Module. */",
      "/**",
      " * Doubles.",
      " * @example",
      " * double(2); // 4",
      " *",
      " * double(3); // 6",
      " * @see somewhere",
      " */",
      "/** Halves. @see x",
      "  * @example half(2); // 1",
      "  */",
      "const path = 'packages/**/*.ts';",
      "/** @example half(4); // 2 */",
    ].join("\n");
    expect(extractTsdoc("a.ts", text)).toEqual([
      { file: "a.ts", line: 5, code: "double(2); // 4\n\ndouble(3); // 6", runs: true },
      { file: "a.ts", line: 11, code: "half(2); // 1", runs: true },
      { file: "a.ts", line: 14, code: "half(4); // 2", runs: true },
    ]);
  });

  it("takes the ts fences of an @example that has fences", () => {
    const text = "/**\n * @example Text.\n * ```ts no-run\n * a();\n * ```\n * ```sh\n * ls\n * ```\n */";
    expect(extractTsdoc("a.ts", text)).toEqual([{ file: "a.ts", line: 4, code: "a();", runs: false }]);
  });
});

describe("parseLiteral(text)", () => {
  test.each<[text: string, value: unknown]>([
    ["3", 3],
    ["-0", -0],
    ["0x3c00", 0x3c00],
    ["1e-7", 1e-7],
    ["NaN", Number.NaN],
    ["-Infinity", Number.NEGATIVE_INFINITY],
    ["12n", 12n],
    ["'a'", "a"],
    ["true", true],
    ["null", null],
    ["undefined", undefined],
    ["[1, -2, [NaN]]", [1, -2, [Number.NaN]]],
    ['{ a: 1, "b": [] }', { a: 1, b: [] }],
  ])("reads %s", (text, value) => {
    expect(parseLiteral(text)).toEqual({ value });
  });

  test.each(["the tie goes to even", "2048, a tie", "exact", "1 / 3", "f(2)", "2 +", "", "[1, x]", "{ a }"])(
    "takes «%s» for a comment",
    (text) => {
      expect(parseLiteral(text)).toBeUndefined();
    },
  );
});

describe("sameValue(actual, expected)", () => {
  test.each<[actual: unknown, expected: unknown, same: boolean]>([
    [-0, 0, false],
    [0, -0, false],
    [Number.NaN, Number.NaN, true],
    [new Float32Array([1, -0]), [1, -0], true],
    [new Float32Array([1, -0]), [1, 0], false],
    [{ a: [1] }, { a: [1] }, true],
    [{ a: 1, b: 2 }, { a: 1 }, false],
    [[1, 2], [1], false],
    ["1", 1, false],
    [
      Object.freeze(
        new (class Point {
          x = 1;
        })(),
      ),
      { x: 1 },
      true,
    ],
  ])("%o against %o: %s", (actual, expected, same) => {
    expect(sameValue(actual, expected)).toBe(same);
  });
});

describe("instrument(code)", () => {
  it("checks expressions, printed values and constants, and keeps the lines", () => {
    const code = "f(\n  1,\n); // 2\nconsole.log(g()); // 'a'\nconst x = 3; // 3\nh(); // a remark\nif (x) h(); // 4";
    const { code: instrumented, expected } = instrument(code);
    expect([...expected]).toEqual([
      [2, { value: 2, text: "2" }],
      [3, { value: "a", text: "'a'" }],
      [4, { value: 3, text: "3" }],
      [6, { value: 4, text: "4" }],
    ]);
    expect(instrumented.split("\n").slice(3)).toEqual([
      "__checkExample(3, (g())); // 'a'",
      "const x = 3; __checkExample(4, x); // 3",
      "h(); // a remark",
      "if (x) __checkExample(6, (h())); // 4",
    ]);
  });
});

describe("checkExamples(examples)", () => {
  it("passes what holds and names the line of what does not", async () => {
    const result = await checkExamples([
      example("const value: number = await Promise.resolve(2);\nvalue * 2; // 4\nconsole.log(-0 * 1); // -0"),
      example("1 + 1; // 3\n[1, 2].map((x) => x * 2); // [2, 4]"),
      example("const text: string = 1;", false),
      example("throw new RangeError('too far');", false),
      example("throw new RangeError('too far');"),
      example("\nround(2); // 2"),
      example("process.exit(0);"),
      example("const never = () => {\n  1; // 1\n};"),
    ]);
    expect(result).toEqual({
      passed: 2,
      failed: 6,
      messages: [
        "docs/page.md:10: expected 3, got 2",
        "docs/page.md:10: Type 'number' is not assignable to type 'string'.",
        "docs/page.md:10: RangeError: too far",
        "docs/page.md:11: Cannot find name 'round'.",
        "docs/page.md:10: the example ended the process",
        "docs/page.md:11: expected 1, got nothing, the line was not reached",
      ],
    });
  });
});
