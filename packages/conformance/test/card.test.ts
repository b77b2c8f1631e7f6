import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createCpuBackend } from "@binade/backend-cpu";
import { beforeAll, describe, expect, it, test } from "vitest";
import { canonicalJson } from "../src/card/canonicalJson.ts";
import { cardDiffText } from "../src/card/cardDiffText.ts";
import { cardHtml } from "../src/card/cardHtml.ts";
import { cardMarkdown } from "../src/card/cardMarkdown.ts";
import { consequenceOf } from "../src/card/consequences.ts";
import { createCard, hashOf } from "../src/card/createCard.ts";
import { diffCards } from "../src/card/diffCards.ts";
import { judgementOf } from "../src/card/judgementOf.ts";
import type { NumericsCard } from "../src/card/numericsCard.ts";
import { readCard } from "../src/card/readCard.ts";
import { sha256 } from "../src/card/sha256.ts";
import type { GroupResult } from "../src/judge/groupJudge.ts";
import { judgeBackend } from "../src/judge/judge.ts";
import { candidateModels } from "../src/models/candidateModels.ts";
import { probes } from "../src/probes/probes.ts";
import { createReport } from "../src/report/conformanceReport.ts";
import { faultyBackend } from "./faults/faultyBackend.ts";
import { plantedFaults } from "./faults/plantedFaults.ts";

type Backend = Awaited<ReturnType<typeof createCpuBackend>>;
const [options, device] = [{ suite: "quick", seed: 1 } as const, { name: "a <test> | device" }];

async function cardOf(backend: Backend, kernels: Parameters<typeof judgeBackend>[1] = {}): Promise<NumericsCard> {
  const groups = [];
  for await (const group of judgeBackend(backend, { ...options, ...kernels })) groups.push(group);
  return createCard(backend, { report: createReport(backend, options, groups), device });
}

let cpu: NumericsCard;
let h100: NumericsCard;
let flushing: NumericsCard;
beforeAll(async () => {
  cpu = await cardOf(await createCpuBackend(), { kernels: ["select"] });
  h100 = await cardOf(await createCpuBackend({ tier: "emulated", tensorCore: "H100" }), { kernels: ["select"] });
  const { name, faults } = plantedFaults.find(({ name }) => name === "subnormals flushed by the adder")!;
  flushing = await cardOf(faultyBackend(await createCpuBackend(), name, faults), { kernels: ["select"] });
});

describe("createCard(backend, sources)", () => {
  it("has the tags of the contract for the reference", () => {
    expect(cpu.tags).toContain("rne");
    expect(cpu.tags.filter((tag) => consequenceOf(tag) !== undefined)).toEqual([]);
  });

  it("has the tensor cores of an emulated GPU", () => {
    expect(h100.tags.filter((tag) => tag.startsWith("tensorCore:"))).toEqual([
      "tensorCore:bf16{n=16,F=25,round=rz}",
      "tensorCore:e4m3fn{n=32,F=13,round=?}",
      "tensorCore:e5m2{n=32,F=13,round=?}",
      "tensorCore:f16{n=16,F=25,round=rz}",
      "tensorCore:tf32{n=8,F=25,round=rz}",
    ]);
  });

  it("is the same each time, and its hash is that of its canonical JSON", async () => {
    const again = await cardOf(await createCpuBackend(), { kernels: ["select"] });
    expect(again).toEqual(cpu);
    const { hash, ...unhashed } = cpu;
    expect(hash).toBe(createHash("sha256").update(canonicalJson(unhashed)).digest("hex"));
    expect(hashOf(cpu)).toBe(hash);
  });

  it("fits its schema", () => {
    const schema = JSON.parse(readFileSync(new URL("../card.schema.json", import.meta.url), "utf8"));
    const fits = (value: unknown, rule: Record<string, unknown>, path: string): string[] => {
      const {
        type,
        properties = {},
        required = [],
        items,
        enum: allowed,
        pattern,
        const: fixed,
      } = rule as never as {
        type?: string | string[];
        properties?: Record<string, Record<string, unknown>>;
        required?: string[];
        items?: Record<string, unknown>;
        enum?: unknown[];
        pattern?: string;
        const?: unknown;
      };
      const typeOf = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
      const isTyped =
        type === undefined ||
        [type]
          .flat()
          .map((name) => (name === "integer" ? "number" : name))
          .includes(typeOf);
      const isRight =
        isTyped &&
        (allowed === undefined || allowed.includes(value)) &&
        (fixed === undefined || fixed === value) &&
        (pattern === undefined || new RegExp(pattern).test(String(value)));
      if (!isRight) return [`${path}: ${JSON.stringify(value)}`];
      if (Array.isArray(value))
        return items === undefined ? [] : value.flatMap((part, i) => fits(part, items, `${path}[${i}]`));
      if (typeOf !== "object") return [];
      const entries = Object.entries(value as object).filter(([, part]) => part !== undefined);
      const missing = required
        .filter((name) => !entries.some(([key]) => key === name))
        .map((name) => `${path}.${name} missing`);
      const isOpen = rule["additionalProperties"] !== false;
      return [
        ...missing,
        ...entries.flatMap(([key, part]) => {
          const own = properties[key];
          return own === undefined ? (isOpen ? [] : [`${path}.${key} unknown`]) : fits(part, own, `${path}.${key}`);
        }),
      ];
    };
    for (const card of [cpu, h100, flushing])
      expect(fits(JSON.parse(JSON.stringify(card)), schema, "card")).toEqual([]);
    expect(fits({ ...cpu, hash: 1, more: 2 }, schema, "card")).toHaveLength(2);
  });
});

describe("judgementOf(group)", () => {
  const group = {
    ...({
      kernel: "unary",
      op: "exp",
      dtype: "f32",
      verdict: "differs",
      cases: 1,
      words: 9,
      differingCases: 1,
    } as const),
    ...{ differingWords: 2, maxUlps: 2, withinInterval: true, isCorrectlyRounded: false },
    ...{ sets: {}, differences: [], failures: [], explanations: [] },
  };
  test.each<[change: Partial<GroupResult>, expected: string]>([
    [{}, "ulp"],
    [{ isCorrectlyRounded: true }, "correctlyRounded"],
    [{ maxUlps: 5 }, "interval"],
    [{ maxUlps: null }, "interval"],
    [{ maxUlps: 5, withinInterval: false }, "differs"],
    [{ maxUlps: 5, withinInterval: null }, "differs"],
    [{ verdict: "exact", differingWords: 0, withinInterval: null, isCorrectlyRounded: null }, "exact"],
    [{ verdict: "failed" }, "failed"],
  ])("%j is %s", (change, expected) => {
    expect(judgementOf({ ...group, ...change }).class).toBe(expected);
  });

  it("names a cause only where it explains every case", () => {
    const explanation = { model: "m", does: "does", tag: undefined, reproduced: 3, tried: 4 };
    expect(judgementOf({ ...group, explanations: [explanation] }).cause).toBeNull();
    expect(judgementOf({ ...group, explanations: [{ ...explanation, reproduced: 4 }] }).cause).toBe("does");
  });
});

describe("readCard(json)", () => {
  it("gives the card back, and refuses one that was changed", () => {
    const json = JSON.stringify(cpu);
    expect(readCard(json)).toEqual(JSON.parse(json));
    expect(() => readCard(json.replace('"rne"', '"rna"'))).toThrow(/was changed/);
    expect(() => readCard("{}")).toThrow(/schema/);
  });
});

describe("diffCards(a, b)", () => {
  it("finds nothing between equal devices", () => {
    expect(diffCards(cpu, cpu)).toEqual([]);
    expect(cardDiffText(cpu, cpu)).toContain("compute alike");
  });

  it("says in words what flushing does to training", () => {
    const text = cardDiffText(cpu, flushing);
    expect(text).toContain("only B flushes f32 subnormals where it reads them");
    expect(text).toContain("Adam's second moment below 1.2e-38 becomes 0");
    expect(text).toContain("f32.daz: A uses subnormal operands as they are (00800000); B reads");
  });

  it("says it for both sides", () => {
    const says = (differences: ReturnType<typeof diffCards>): string[] =>
      differences.filter(({ kind }) => kind === "tag").map(({ says: own }) => own.slice(0, 6));
    expect(new Set(says(diffCards(cpu, h100)))).toEqual(new Set(["only B"]));
    expect(new Set(says(diffCards(h100, cpu)))).toEqual(new Set(["only A"]));
  });

  it("has a consequence for every tag that is not the contract's", () => {
    const ofProbes = probes.flatMap((probe) =>
      probe.kind !== "words" ? [] : probe.outcomes.slice(1).flatMap(({ tag }) => tag?.split(" ") ?? []),
    );
    const usual = probes.flatMap((probe) => (probe.kind === "words" ? (probe.outcomes[0].tag?.split(" ") ?? []) : []));
    const silent = ofProbes.filter((tag) => !usual.includes(tag) && consequenceOf(tag) === undefined);
    expect([...new Set(silent)]).toEqual([]);
    expect(usual.filter((tag) => consequenceOf(tag) !== undefined)).toEqual([]);
  });

  it("has a consequence for every tag of a candidate model", () => {
    const tags = candidateModels.flatMap(({ tag }) => tag?.split(" ") ?? []);
    expect([...new Set(tags.filter((tag) => consequenceOf(tag) === undefined))]).toEqual([]);
  });
});

describe("views", () => {
  it("show every probe, tag and judgement, with characters that are markup escaped", () => {
    const [html, markdown] = [cardHtml(h100), cardMarkdown(h100)];
    for (const { id } of h100.probes) for (const text of [html, markdown]) expect(text).toContain(id);
    expect(html).toContain("a &lt;test&gt; | device");
    expect(html).not.toMatch(/<script|https?:/);
    expect(markdown).toContain("a \\<test\\> \\| device");
    const tables = markdown.split("\n").filter((line) => line.startsWith("|"));
    const cells = tables.map((line) => line.replaceAll("\\|", "").split("|").length);
    expect(Math.min(...cells)).toBeGreaterThan(3);
  });

  it("of the reference are committed, and its probes are those of a new card", () => {
    const at = (extension: string): URL => new URL(`../../../docs/cards/cpu.${extension}`, import.meta.url);
    expect(existsSync(at("json"))).toBe(true);
    const committed = readCard(readFileSync(at("json"), "utf8"));
    expect(committed.probes).toEqual(cpu.probes);
    expect(committed.tags).toEqual(cpu.tags);
    expect(readFileSync(at("md"), "utf8")).toBe(cardMarkdown(committed));
    expect(readFileSync(at("html"), "utf8")).toBe(cardHtml(committed));
  });
});

describe("sha256(text)", () => {
  test.each(["", "abc", "ü€😀", "x".repeat(55), "x".repeat(56), "x".repeat(64), "long ".repeat(1000)])("%s", (text) => {
    expect(sha256(text)).toBe(createHash("sha256").update(text).digest("hex"));
  });
});
