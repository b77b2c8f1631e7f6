import { encode } from "../conversion/encode.ts";
import type { Format } from "../format/format.ts";
import { FP16 } from "../format/formats.ts";
import type { CodeBuffer } from "./codeBuffer.ts";
import { decodeInto } from "./decodeInto.ts";
import { decodingTable } from "./decodingTable.ts";
import { encodeInto } from "./encodeInto.ts";
import { encoderOf } from "./encoder.ts";
import { isFloat16Array } from "./engineFloat16Array.ts";

/** Called with the value at an index. */
type ElementFunction<T, A> = (value: number, index: number, array: A) => T;

/**
 * Numbers held as codes of a format of at most 16 bits, with the methods of a typed array: reading decodes, writing
 * rounds ties to even from the number's binary64 value.
 *
 * `codes` is the memory itself, for what takes codes: `encodeInto(format, values, array.codes, { saturate: true })` rounds
 * into an array under other options, `addInto` and its like compute. There is no `array[i]`: it would need a Proxy, which
 * makes a read some fifty times as long as `get`. An array of another format is made by extending this class.
 *
 * @see ECMA-262 §23.2 (TypedArray objects).
 * @example
 * import { CodeArray, defineFormat, type Format } from "@binade/softfloat";
 *
 * const DLFLOAT = defineFormat({ name: "DLFLOAT", exponentBits: 6, significandBits: 9, nanEncoding: "fn" });
 * class DlFloatArray extends CodeArray<Uint16Array> {
 *   override get format(): Format {
 *     return DLFLOAT;
 *   }
 * }
 * DlFloatArray.of(1, 1e10).codes; // [0x3e00, 0x7fff]
 */
export abstract class CodeArray<C extends CodeBuffer = CodeBuffer> implements Iterable<number> {
  /** The codes, one per element, in the memory that the array was made over. */
  readonly codes: C;
  #values: Float32Array | Float64Array | undefined; // of the codes; found on first use
  #encodeNumber: ((x: number) => number) | undefined;

  /** Format of the elements; the same for every array of a class. */
  abstract get format(): Format;

  /** So many elements of code 0, which is zero in every format that has one. */
  constructor(length?: number);
  /** The numbers of an iterable or an array, rounded; the codes themselves where it holds codes of the same format. */
  constructor(values: Iterable<number> | ArrayLike<number>);
  /** The codes that lie in a buffer, shared. */
  constructor(buffer: ArrayBufferLike, byteOffset?: number, length?: number);
  constructor(
    source: number | Iterable<number> | ArrayLike<number> | ArrayBufferLike = 0,
    byteOffset?: number,
    length?: number,
  ) {
    const format = formatOf(this);
    const Codes = codesOf(format);
    if (typeof source === "number") {
      this.codes = new Codes(source) as C;
    } else if (isBuffer(source)) {
      this.codes = new Codes(source as ArrayBuffer, byteOffset, length) as C;
    } else {
      const known = codesIn(source, format);
      const values = known ?? new Float64Array(source as ArrayLike<number>);
      this.codes = new Codes(values.length) as C;
      if (known !== undefined) this.codes.set(known);
      else encodeInto(format, values as Float64Array, this.codes);
    }
  }

  /** An array of the numbers in an iterable or array, each given to `map` first if there is one. */
  static from<A>(
    this: new (
      values: ArrayLike<number>,
    ) => A,
    source: Iterable<number> | ArrayLike<number>,
    map?: (value: number, index: number) => number,
  ): A {
    const values = source as ArrayLike<number>; // the engine takes iterables there too
    return new this(map === undefined ? values : Float64Array.from(values, map));
  }

  static of<A>(this: new (values: ArrayLike<number>) => A, ...values: number[]): A {
    return new this(values);
  }

  static get format(): Format {
    // biome-ignore lint/complexity/noThisInStatic: the class that extends this one
    return this.prototype.format;
  }

  static get BYTES_PER_ELEMENT(): number {
    // biome-ignore lint/complexity/noThisInStatic: the class that extends this one
    return codesOf(this.format).BYTES_PER_ELEMENT;
  }

  get BYTES_PER_ELEMENT(): number {
    return this.codes.BYTES_PER_ELEMENT;
  }

  get length(): number {
    return this.codes.length;
  }

  get byteLength(): number {
    return this.codes.byteLength;
  }

  get byteOffset(): number {
    return this.codes.byteOffset;
  }

  get buffer(): ArrayBufferLike {
    return this.codes.buffer;
  }

  /**
   * The value at an index.
   *
   * @throws RangeError when there is no such element, or its code is none of the format.
   */
  get(index: number): number {
    this.#values ??= decodingTable(this.format);
    const value = this.#values[this.codes[index] ?? -1];
    if (value === undefined) throw this.#noElement("get", index);
    return value;
  }

  /** The value at an index, from the end where it is negative; `undefined` when there is no such element. */
  at(index: number): number | undefined {
    const position = Math.trunc(index) || 0;
    const fromStart = position < 0 ? position + this.length : position;
    return fromStart >= 0 && fromStart < this.length ? this.get(fromStart) : undefined;
  }

  /**
   * Round a number into an element.
   *
   * @throws RangeError when there is no such element.
   */
  set(index: number, value: number): void;
  /**
   * Round numbers into the elements from `offset` on, or copy codes of the same format.
   *
   * @throws RangeError when there is no room for them.
   */
  set(values: Iterable<number> | ArrayLike<number>, offset?: number): void;
  set(target: number | Iterable<number> | ArrayLike<number>, valueOrOffset = 0): void {
    if (typeof target !== "number") {
      const { codes } = new this.#Class(target);
      if (!(valueOrOffset >= 0 && valueOrOffset + codes.length <= this.length)) {
        const expected = `room for ${codes.length} values at ${valueOrOffset}`;
        throw new RangeError(`${this.constructor.name}.set: ${expected} expected, got ${this.length} elements`);
      }
      this.codes.set(codes, valueOrOffset);
      return;
    }
    if (this.codes[target] === undefined) throw this.#noElement("set", target);
    this.codes[target] = this.#encode(valueOrOffset);
  }

  /** Round one number into the elements from `start` up to `end`. */
  fill(value: number, start?: number, end?: number): this {
    this.codes.fill(this.#encode(value), start, end);
    return this;
  }

  /** The elements from `start` up to `end`, in the same memory. */
  subarray(start?: number, end?: number): this {
    const { buffer, byteOffset, length } = this.codes.subarray(start, end);
    return new this.#Class(buffer, byteOffset, length);
  }

  /** A copy of the elements from `start` up to `end`. */
  slice(start?: number, end?: number): this {
    const { buffer } = this.codes.slice(start, end);
    return new this.#Class(buffer);
  }

  /** An array of the same class with what `transform` makes of each value, rounded. */
  map(transform: ElementFunction<number, this>): this {
    const values = this.toFloat64Array();
    return new this.#Class(values.map((value, index) => transform(value, index, this)));
  }

  forEach(visit: ElementFunction<void, this>): void {
    for (let index = 0; index < this.length; index++) visit(this.get(index), index, this);
  }

  *[Symbol.iterator](): IterableIterator<number> {
    for (let index = 0; index < this.length; index++) yield this.get(index);
  }

  *entries(): IterableIterator<[index: number, value: number]> {
    for (let index = 0; index < this.length; index++) yield [index, this.get(index)];
  }

  /** The values; exact for every format of this package, see `decodeInto`. */
  toFloat32Array(): Float32Array {
    const values = new Float32Array(this.length);
    decodeInto(this.format, this.codes, values);
    return values;
  }

  /** The values, exactly. */
  toFloat64Array(): Float64Array {
    const values = new Float64Array(this.length);
    decodeInto(this.format, this.codes, values);
    return values;
  }

  get #Class(): new (
    source: Iterable<number> | ArrayLike<number> | ArrayBufferLike,
    byteOffset?: number,
    length?: number,
  ) => this {
    return this.constructor as never;
  }

  #encode(value: number): number {
    this.#encodeNumber ??= encoderOf(this.format, {})?.encodeNumber ?? ((x) => encode(this.format, x));
    return this.#encodeNumber(value);
  }

  #noElement(method: string, index: number): RangeError {
    const { name } = this.constructor;
    const code = this.codes[index];
    if (code !== undefined)
      return new RangeError(`${name}.${method}: code of ${this.format.name} expected, got ${code}`);
    return new RangeError(`${name}.${method}: index from 0 to ${this.length - 1} expected, got ${index}`);
  }
}

/** A getter of the subclass, so that it is there while the constructor runs. */
function formatOf(array: CodeArray): Format {
  return array.format;
}

/** What holds the codes of a format. */
function codesOf({ name, bits }: Format): Uint8ArrayConstructor | Uint16ArrayConstructor {
  if (bits > 16) throw new RangeError(`CodeArray: format of at most 16 bits expected, got ${name} with ${bits}`);
  return bits <= 8 ? Uint8Array : Uint16Array;
}

function isBuffer(source: object): source is ArrayBufferLike {
  return ["[object ArrayBuffer]", "[object SharedArrayBuffer]"].includes(Object.prototype.toString.call(source));
}

/** The codes of a source that holds numbers as codes of the format already: NaNs keep their bits. */
function codesIn(source: object, format: Format): ArrayLike<number> | undefined {
  if (source instanceof CodeArray) return source.format === format ? source.codes : undefined;
  if (format !== FP16 || !isFloat16Array(source)) return undefined;
  return new Uint16Array(source.buffer, source.byteOffset, source.length);
}
