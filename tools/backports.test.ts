import { describe, expect, it } from "vitest";
import { parseLines, parseStanzas } from "./backports.mjs";

describe("the sources of apt", () => {
  it("are read from stanzas, those switched off left out", () => {
    const text =
      "Types: deb\n# a comment\nURIs: mirror:/debian\nSuites: bookworm bookworm-updates\nComponents: main\nSigned-By: /keys/a.gpg\n\n" +
      "Types: deb\nURIs: mirror:/other\nSuites: bookworm-backports\nEnabled: no\n";
    expect(parseStanzas(text)).toEqual([
      { uri: "mirror:/debian", suites: ["bookworm", "bookworm-updates"], signedBy: "/keys/a.gpg" },
    ]);
  });

  it("are read from lines, comments left out", () => {
    const text =
      "# deb mirror:/no bookworm main\ndeb [arch=amd64 signed-by=/keys/b.gpg] mirror:/debian bookworm main contrib\ndeb mirror:/plain bookworm-updates main\n";
    expect(parseLines(text)).toEqual([
      { uri: "mirror:/debian", suites: ["bookworm"], signedBy: "/keys/b.gpg" },
      { uri: "mirror:/plain", suites: ["bookworm-updates"], signedBy: undefined },
    ]);
  });
});
