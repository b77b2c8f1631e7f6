import { type Dtype, elementCount, rowMajorStrides } from "@binade/backend";

/** Elements of a tensor as code words, row-major. */
export interface Codes {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly codes: readonly number[];
}

/** Code words of a whole buffer and how a view reads them; without strides it is dense from the start. */
export interface CodeView extends Codes {
  readonly strides?: readonly number[];
  readonly offset?: number;
}

/** The elements that a view names, one after the other, found index by index. */
export function logical(view: CodeView): Codes {
  const { dtype, shape, strides = rowMajorStrides(shape), offset = 0 } = view;
  const codes = Array.from({ length: elementCount(shape) }, (_, i) => {
    let rest = i;
    let at = offset;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += (rest % shape[axis]!) * strides[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    return view.codes[at]!;
  });
  return { dtype, shape, codes };
}
