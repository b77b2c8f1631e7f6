/** Cases of the kernels that slide a window (N3, N5, N7). */
import type { Dtype, FloatDtype, PoolParams, Window2d } from "@binade/backend";
import type { Word } from "../spec/specTensor.ts";
import type { CaseGenerator, CaseSet } from "./conformanceCase.ts";
import { createRandom } from "./createRandom.ts";
import { operand, written } from "./operands.ts";
import { randomWords, type Spread, specialWords } from "./words.ts";

const anything = ["f32", "f16", "bf16", "i32", "u8", "e4m3fn", "e5m2"] as const satisfies readonly Dtype[];
const computing = ["f32", "f16", "bf16"] as const satisfies readonly FloatDtype[];

type Image = readonly [n: number, c: number, h: number, w: number];

/** Windows that overlap, leave gaps, pad, dilate, cover everything. */
const windows: readonly { readonly id: string; readonly image: Image; readonly window: Window2d }[] = [
  {
    id: "1 × 1",
    image: [2, 3, 4, 5],
    window: { kernelSize: [1, 1], stride: [1, 1], padding: [0, 0], dilation: [1, 1] },
  },
  {
    id: "3 × 3 padded",
    image: [2, 2, 5, 6],
    window: { kernelSize: [3, 3], stride: [1, 1], padding: [1, 1], dilation: [1, 1] },
  },
  {
    id: "stride 2",
    image: [1, 2, 7, 8],
    window: { kernelSize: [3, 2], stride: [2, 2], padding: [1, 0], dilation: [1, 1] },
  },
  {
    id: "dilated",
    image: [1, 2, 9, 8],
    window: { kernelSize: [2, 3], stride: [1, 2], padding: [2, 1], dilation: [3, 2] },
  },
  {
    id: "gaps",
    image: [2, 1, 8, 8],
    window: { kernelSize: [2, 2], stride: [3, 3], padding: [0, 0], dilation: [1, 1] },
  },
  {
    id: "whole image",
    image: [1, 3, 4, 3],
    window: { kernelSize: [4, 3], stride: [1, 1], padding: [0, 0], dilation: [1, 1] },
  },
  {
    id: "no images",
    image: [0, 2, 4, 4],
    window: { kernelSize: [2, 2], stride: [1, 1], padding: [0, 0], dilation: [1, 1] },
  },
];

const poolWindows = windows.filter(
  ({ window }) => window.dilation.every((step) => step === 1) && !isOverPadded(window),
);

const inputs: readonly {
  readonly id: string;
  readonly set: CaseSet;
  readonly draw: (dtype: Dtype, count: number, random: () => number) => Word[];
}[] = [
  { id: "moderate", set: "shapes", draw: (dtype, count, random) => randomWords(dtype, count, random) },
  { id: "specials", set: "nan", draw: (dtype, count, random) => shuffled(specialWords(dtype), count, random) },
  { id: "integers", set: "ties", draw: (dtype, count, random) => randomWords(dtype, count, random, "integers") },
  {
    id: "subnormals",
    set: "subnormals",
    draw: (dtype, count, random) => randomWords(dtype, count, random, "subnormal"),
  },
  { id: "zeros", set: "zeros", draw: (dtype, count, random) => zeros(dtype, count, random) },
  {
    id: "anything",
    set: "overflow",
    draw: (dtype, count, random) => randomWords(dtype, count, random, "anything" satisfies Spread),
  },
];

const productOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** Output size of a window along one axis. */
function outputSize({ kernelSize, stride, padding, dilation }: Window2d, [, , h, w]: Image): readonly [number, number] {
  const along = (size: number, axis: 0 | 1): number =>
    Math.floor((size + 2 * padding[axis] - dilation[axis] * (kernelSize[axis] - 1) - 1) / stride[axis]) + 1;
  return [along(h, 0), along(w, 1)];
}

export const im2colCases: CaseGenerator<"im2col"> = function* ({ seed }) {
  for (const dtype of anything) {
    const random = createRandom(seed);
    for (const { id, image, window } of windows) {
      const [oh, ow] = outputSize(window, image);
      const shape = [image[1], ...window.kernelSize, image[0], oh, ow];
      const x = operand(dtype, image, shuffled(specialWords(dtype), productOf(image), random));
      const base = { kernel: "im2col", op: "im2col", dtype, params: window, outputs: [written(dtype, shape)] } as const;
      yield { ...base, id, set: image[0] === 0 ? "empty" : "shapes", inputs: [x] };
      yield { ...base, id: `${id}, transposed`, set: "layouts", inputs: [{ ...x, layout: { kind: "transposed" } }] };
    }
  }
};

export const col2imCases: CaseGenerator<"col2im"> = function* ({ seed }) {
  for (const dtype of computing) {
    for (const { id, image, window } of windows) {
      const [oh, ow] = outputSize(window, image);
      const shape = [image[0], image[1], ...window.kernelSize, oh, ow];
      for (const input of inputs) {
        const words = input.draw("f32", productOf(shape), createRandom(seed));
        yield {
          id: `${id}, ${input.id}`,
          kernel: "col2im",
          op: "col2im",
          dtype,
          set: image[0] === 0 ? "empty" : input.set,
          params: window,
          outputs: [written(dtype, image)],
          inputs: [operand("f32", shape, words)],
        };
      }
    }
  }
};

const poolKinds: readonly Pick<PoolParams, "op" | "countIncludePad">[] = [
  { op: "max", countIncludePad: false },
  { op: "avg", countIncludePad: false },
  { op: "avg", countIncludePad: true },
];
const nameOf = ({ op, countIncludePad }: Pick<PoolParams, "op" | "countIncludePad">): string =>
  op === "max" ? "max" : countIncludePad ? "avg with padding" : "avg";

export const poolCases: CaseGenerator<"pool"> = function* ({ seed }) {
  for (const kind of poolKinds) {
    for (const dtype of computing) {
      for (const { id, image, window } of poolWindows) {
        const shape = [image[0], image[1], ...outputSize(window, image)];
        const outputs = [written(dtype, shape), ...(kind.op === "max" ? [written("i32", shape)] : [])];
        for (const input of inputs) {
          const words = input.draw(dtype, productOf(image), createRandom(seed));
          const set: CaseSet = image[0] === 0 ? "empty" : input.set;
          const base = { kernel: "pool", op: nameOf(kind), dtype, params: { ...window, ...kind }, outputs } as const;
          yield { ...base, id: `${id}, ${input.id}`, set, inputs: [operand(dtype, image, words)] };
        }
      }
    }
  }
};

export const poolGradientCases: CaseGenerator<"poolGradient"> = function* ({ seed }) {
  for (const kind of poolKinds) {
    for (const dtype of computing) {
      for (const { id, image, window } of poolWindows) {
        const [oh, ow] = outputSize(window, image);
        const shape = [image[0], image[1], oh, ow];
        for (const input of inputs) {
          const random = createRandom(seed);
          const g = operand(dtype, shape, input.draw(dtype, productOf(shape), random));
          yield {
            id: `${id}, ${input.id}`,
            kernel: "poolGradient",
            op: nameOf(kind),
            dtype,
            set: image[0] === 0 ? "empty" : input.set,
            params: { ...window, ...kind },
            outputs: [written(dtype, image)],
            inputs: kind.op === "max" ? [g, operand("i32", shape, indicesInside(window, image, random))] : [g],
          };
        }
      }
    }
  }
};

/** An index within each window, as the forward pass would have recorded it. */
function indicesInside(window: Window2d, image: Image, random: () => number): number[] {
  const [oh, ow] = outputSize(window, image);
  const inside = (start: number, length: number, size: number): number => {
    const low = Math.max(start, 0);
    return low + (random() % (Math.min(start + length, size) - low));
  };
  return Array.from({ length: productOf([image[0], image[1], oh, ow]) }, (_, i) => {
    const [row, column] = [Math.floor(i / ow) % oh, i % ow];
    const h = inside(row * window.stride[0] - window.padding[0], window.kernelSize[0], image[2]);
    const w = inside(column * window.stride[1] - window.padding[1], window.kernelSize[1], image[3]);
    return h * image[3] + w;
  });
}

/** Pooling wants every window to meet the image. */
function isOverPadded({ kernelSize, padding }: Window2d): boolean {
  return padding.some((size, axis) => 2 * size > (kernelSize[axis] as number));
}

function shuffled(words: readonly Word[], count: number, random: () => number): Word[] {
  return Array.from({ length: count }, () => words[random() % words.length] as Word);
}

/** +0 and −0, so that order and signs are all there is. */
function zeros(dtype: Dtype, count: number, random: () => number): Word[] {
  const all = specialWords(dtype);
  return shuffled([0, all[all.length / 2] as Word], count, random);
}
