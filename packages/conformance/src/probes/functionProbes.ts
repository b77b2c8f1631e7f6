/** What elementary functions give. */
import type { WordsProbe } from "./probe.ts";
import { unaryCall } from "./probeCalls.ts";

export const functionProbes: readonly WordsProbe[] = [
  {
    kind: "words",
    id: "f32.functions",
    asks: "Which words are exp(1), log(3), sin(1), tanh(2^-12) and √2?",
    calls: [
      unaryCall("exp", "f32", "3f800000"),
      unaryCall("log", "f32", "40400000"),
      unaryCall("sin", "f32", "3f800000"),
      unaryCall("tanh", "f32", "39800000"),
      unaryCall("sqrt", "f32", "40000000"),
    ],
    outcomes: [
      {
        words: "402df854 3f8c9f54 3f576aa4 39800000 3fb504f3",
        class: "contract",
        means: "gives the correctly rounded words here",
      },
    ],
  },
];
