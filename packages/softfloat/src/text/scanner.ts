import { quote } from "./quote.ts";

/** Reads a text from left to right. */
export interface Scanner {
  /** What a sticky pattern matches here, which is passed; empty when it does not match. */
  take(pattern: RegExp): string;
  /** @throws RangeError unless the whole text has been passed; `expected` is what could follow besides. */
  end(expected?: string): void;
  /** @throws RangeError that says what was expected here and what is there instead. */
  fail(expected: string): never;
}

export function createScanner(text: string): Scanner {
  let index = 0;

  function fail(expected: string): never {
    const character = text.codePointAt(index);
    const got = character === undefined ? "the end" : JSON.stringify(String.fromCodePoint(character));
    throw new RangeError(`text ${quote(text)}: ${expected} expected at index ${index}, got ${got}`);
  }

  return {
    take(pattern) {
      pattern.lastIndex = index;
      const [taken = ""] = pattern.exec(text) ?? [];
      index += taken.length;
      return taken;
    },
    end(expected) {
      if (index < text.length) fail(expected === undefined ? "the end" : `${expected} or the end`);
    },
    fail,
  };
}
