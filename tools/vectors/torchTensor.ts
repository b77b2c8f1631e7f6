/** A recorded tensor, row-major; numbers that JSON lacks are strings. */
export interface TorchTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: readonly (number | string)[];
}

/** Its values, "NaN", "Infinity" and "-0" included. */
export function numbersOf({ data }: TorchTensor): number[] {
  return data.map(Number);
}

/** Unit in the last place of binary32 at |x|. */
export function ulpF32(x: number): number {
  const exponent = (new DataView(new Float32Array([x]).buffer).getUint32(0, true) >>> 23) & 0xff;
  return 2 ** (Math.max(exponent, 1) - 127 - 23);
}
