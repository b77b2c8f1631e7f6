/** What this package asks of the engine's `Float16Array`. */
interface Float16View extends ArrayLike<number> {
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
}

/**
 * The engine's `Float16Array`: the one that the TypeScript library in use declares, or what is needed of it where that is
 * older. Node 24, Chromium 135, Firefox 129 and Safari 18.2 have it.
 *
 * @see ECMA-262 2025 §23.2 (TypedArray objects).
 */
export type EngineFloat16Array = typeof globalThis extends { Float16Array: { readonly prototype: infer T } }
  ? T
  : Float16View;

type Float16ArrayConstructor = new (length: number) => EngineFloat16Array & Float16View;

export function isFloat16Array(source: object): source is Float16View {
  return Object.prototype.toString.call(source) === "[object Float16Array]";
}

/**
 * The engine's constructor.
 *
 * @throws TypeError where there is none.
 */
export function engineFloat16Array(caller: string): Float16ArrayConstructor {
  const { Float16Array } = globalThis as { readonly Float16Array?: Float16ArrayConstructor };
  if (Float16Array !== undefined) return Float16Array;
  const advice = "use Node 24 or newer, a browser of 2025, or toFloat32Array";
  throw new TypeError(`${caller}: engine with Float16Array expected, got one without it (${advice})`);
}
