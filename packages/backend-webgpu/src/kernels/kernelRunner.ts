import { BackendError, type BufferId, type Dtype, dtypes, elementCount, isDense, type View } from "@binade/backend";
import type { ArithmeticStyle } from "../assembler/arithmeticStyle.ts";
import { type Access, assembleShader, type Binding, isRead, shaderKey } from "../assembler/assembleShader.ts";
import { largestRanks } from "../assembler/paramsStruct.ts";
import type { PooledBuffer } from "../device/bufferPool.ts";
import { type CommandQueue, slotWords } from "../device/commandQueue.ts";
import type { Memory } from "../device/memory.ts";
import type { PipelineCache } from "../device/pipelineCache.ts";
import { divisorWords } from "./divisorWords.ts";
import { mergedAxes } from "./mergedAxes.ts";

/** One dispatch, by the names that the shader's file has for its operands and parameters. */
export interface DispatchRequest {
  /** File of `wgsl/kernels`. */
  readonly kernel: string;
  readonly options?: Readonly<Record<string, string>>;
  /** Written, not read. A shader fills whole words from the first element to the last. */
  readonly write?: Readonly<Record<string, View>>;
  /** Read and written. */
  readonly update?: Readonly<Record<string, View>>;
  readonly atomic?: Readonly<Record<string, View>>;
  readonly read?: Readonly<Record<string, View>>;
  /** f32, read four at a time from an offset that is a multiple of four; the shader is told where by its parameters. */
  readonly vectors?: Readonly<Record<string, View>>;
  /** 32-bit words. */
  readonly params?: Readonly<Record<string, number>>;
  readonly size: DispatchSize;
}

/**
 * Of a shader that has 64 invocations in a work group: the invocations, or the items that all invocations there are take in
 * turns. Of any other one: the work groups.
 */
export type DispatchSize = { readonly invocations: number } | { readonly items: number } | { readonly groups: number };

const groupSize = 64;
/** Items that one invocation may take in turns: a work group of lavapipe costs more than the arithmetic of one item each. */
const mostTurns = 16;
/** Work groups that there are before an invocation takes a second turn. */
const leastGroups = 32;
/** Work groups along one axis of a dispatch that every device allows. */
const groupLimit = 65535;

/** Operands whose shapes and strides fit into the parameters of a dispatch. */
const mostAlike = 3;

interface Operand {
  readonly view: View;
  readonly binding: Binding;
}

/** What the kernels of one backend run on. */
export class KernelRunner {
  readonly #memory: Memory;
  readonly #queue: CommandQueue;
  readonly #pipelines: PipelineCache;
  readonly #style: ArithmeticStyle;
  #indexErrors: View | undefined;
  readonly #slot: Uint32Array = new Uint32Array(slotWords);

  constructor(memory: Memory, queue: CommandQueue, pipelines: PipelineCache, style: ArithmeticStyle) {
    this.#memory = memory;
    this.#queue = queue;
    this.#pipelines = pipelines;
    this.#style = style;
  }

  /** Enqueue one dispatch; nothing to do for a size of 0. */
  run({ kernel, options = {}, write, update, atomic, read, vectors, params = {}, size }: DispatchRequest): void {
    const groupCount = groupsOf(size);
    if (groupCount === 0) return;
    const operands = [
      ...operandsOf(write, "write"),
      ...operandsOf(update, "update"),
      ...operandsOf(atomic, "atomic"),
      ...operandsOf(read, "read"),
      ...operandsOf(vectors, "vectors"),
    ];
    const bindings = operands.map(({ binding }) => binding);
    const request = { kernel, options, bindings, style: this.#style };
    const pipeline = this.#pipelines.get(shaderKey(request), () => assembleShader(request));
    const slot = this.#fillSlot(pipeline.shader.params, operands, params);
    for (const { view, binding } of operands) this.#refresh(view, binding.access);
    const { buffers, finish } = this.#separate(operands);
    this.#queue.dispatch(kernel, pipeline, buffers, slot, splitGroups(groupCount));
    finish();
  }

  /** Let a later read reject if an index is none of `0 … rowCount − 1`; meanwhile it counts as a row of zeros. */
  checkIndex(index: View, rowCount: number): void {
    this.#indexErrors ??= this.zeroed("i32", 3);
    this.run({
      kernel: "checkIndex",
      atomic: { found: this.#indexErrors },
      read: { index },
      params: { count: elementCount(index.shape), rows: rowCount },
      size: { invocations: elementCount(index.shape) },
    });
  }

  /** Three words: the position + 1 of an index that was out of range, the index, and how many rows there were. */
  takeIndexErrors(): View | undefined {
    const errors = this.#indexErrors;
    this.#indexErrors = undefined;
    return errors;
  }

  /** A dense view of scratch memory, for {@link release} when all that uses it is enqueued. */
  scratch(dtype: Dtype, count: number): View {
    const buffer = this.#memory.alloc(count * dtypes[dtype].byteWidth, true);
    return { buffer, dtype, shape: [count], strides: [1], offset: 0 };
  }

  /** Scratch that is zero. */
  zeroed(dtype: Dtype, count: number): View {
    const view = this.scratch(dtype, count);
    this.#refresh(view, "read");
    return view;
  }

  release(view: View): void {
    this.#memory.free(view.buffer);
  }

  /** Bytes of the host, copied before this returns. Only whole words can be uploaded: a part of one is patched in. */
  write(id: BufferId, bytes: Uint8Array, offset: number): void {
    const buffer = this.#memory.bufferOf(id);
    if (offset === 0 && bytes.byteLength >= this.#memory.byteLengthOf(id)) buffer.isStale = false;
    this.refresh(id);
    const end = offset + bytes.byteLength;
    const [first, last] = [Math.ceil(offset / 4) * 4, end - (end % 4)];
    if (last > first) this.#queue.upload(buffer, first, bytes.slice(first - offset, last - offset));
    if (first > offset) this.#patch(id, bytes.subarray(0, Math.min(first, end) - offset), offset);
    if (last < end && last >= first) this.#patch(id, bytes.subarray(last - offset), last);
  }

  /** Make a buffer that is going to be read what it has to be: zeros, if nothing was written since it was allocated. */
  refresh(id: BufferId): void {
    this.#refresh({ buffer: id, dtype: "u8", shape: [0], strides: [1], offset: 0 }, "read");
  }

  /** Some bytes of one word. */
  #patch(id: BufferId, bytes: Uint8Array, offset: number): void {
    const word = { buffer: id, dtype: "i32", shape: [1], strides: [1], offset: Math.floor(offset / 4) } as const;
    let [value, mask] = [0, 0];
    for (const [i, byte] of bytes.entries()) {
      value |= byte << (8 * ((offset % 4) + i));
      mask |= 0xff << (8 * ((offset % 4) + i));
    }
    this.run({ kernel: "patch", update: { y: word }, params: { value, mask }, size: { groups: 1 } });
  }

  /** Clear what an earlier owner left in the memory, unless all of it is about to be written. */
  #refresh(view: View, access: Access): void {
    const buffer = this.#memory.bufferOf(view.buffer);
    if (!buffer.isStale) return;
    buffer.isStale = false;
    const byteLength = this.#memory.byteLengthOf(view.buffer);
    const written = Math.ceil((elementCount(view.shape) * dtypes[view.dtype].byteWidth) / 4) * 4;
    if (access === "write" && written === byteLength) return;
    this.#queue.clear(buffer, byteLength);
  }

  #fillSlot(
    places: ReadonlyMap<string, number>,
    operands: readonly Operand[],
    params: Readonly<Record<string, number>>,
  ): Uint32Array {
    const slot = this.#slot;
    slot.fill(0);
    for (const { view, binding } of operands) {
      const { name, layout } = binding;
      slot[placeOf(places, `${name}_offset`)] = view.offset;
      if (layout === "dense") continue;
      const axes = mergedAxes(view);
      const [shape, strides] = [[...axes.shape].reverse(), [...axes.strides].reverse()];
      slot[placeOf(places, `${name}_rank`)] = shape.length;
      slot.set(shape, placeOf(places, `${name}_shape`));
      slot.set(strides, placeOf(places, `${name}_strides`));
      if (layout === "deep") continue;
      slot[placeOf(places, `${name}_last`)] = strides.at(-1) as number;
      for (const [axis, size] of shape.entries()) {
        const { magic, shift } = divisorWords(size);
        slot[placeOf(places, `${name}_magic`) + axis] = magic;
        slot[placeOf(places, `${name}_shift`) + axis] = shift;
      }
    }
    for (const name in params) {
      const value = params[name] as number;
      slot[placeOf(places, name)] = value;
      const magicPlace = places.get(`${name}_magic`);
      if (magicPlace === undefined) continue;
      const { magic, shift } = divisorWords(value);
      slot[magicPlace] = magic;
      slot[placeOf(places, `${name}_shift`)] = shift;
    }
    return slot;
  }

  /**
   * The buffer of every operand. WebGPU binds none twice if one of the bindings is written, and kernels in place may be
   * given two views of one: the later works on a copy, which goes back afterwards.
   */
  #separate(operands: readonly Operand[]): { readonly buffers: PooledBuffer[]; readonly finish: () => void } {
    const copies: { readonly view: View; readonly copy: BufferId; readonly isWritten: boolean }[] = [];
    const buffers = operands.map(({ view, binding: { access } }, i) => {
      const sharing = operands.slice(0, i).filter((other) => other.view.buffer === view.buffer);
      const isWritten = !isRead(access);
      if (!sharing.some((other) => isWritten || !isRead(other.binding.access))) {
        return this.#memory.bufferOf(view.buffer);
      }
      const byteLength = this.#memory.byteLengthOf(view.buffer);
      const copy = this.#memory.alloc(byteLength, true);
      copies.push({ view, copy, isWritten });
      const target = this.#memory.bufferOf(copy);
      target.isStale = false;
      this.#queue.copy(this.#memory.bufferOf(view.buffer), 0, target, 0, byteLength);
      return target;
    });
    const finish = (): void => {
      for (const { view, copy, isWritten } of copies) {
        const width = dtypes[view.dtype].byteWidth;
        const [start, length] = [view.offset * width, Math.ceil((elementCount(view.shape) * width) / 4) * 4];
        const [from, to] = [this.#memory.bufferOf(copy), this.#memory.bufferOf(view.buffer)];
        if (isWritten) this.#queue.copy(from, start, to, start, length);
        this.#memory.free(copy);
      }
    };
    return { buffers, finish };
  }
}

function operandsOf(views: Readonly<Record<string, View>> | undefined, access: Access): Operand[] {
  if (views === undefined) return [];
  const all = Object.values(views);
  // one strided operand makes all of a small kernel's strided: two shaders to compile instead of one a combination
  const isStrided = all.length <= mostAlike && all.some((view) => !isDense(view));
  const operands: Operand[] = [];
  for (const name in views) {
    const view = views[name] as View;
    const layout = access !== "vectors" && (isStrided || !isDense(view)) ? layoutOf(view) : "dense";
    operands.push({ view, binding: { name, dtype: view.dtype, access, layout } });
  }
  return operands;
}

function layoutOf(view: View): "strided" | "deep" {
  const rank = mergedAxes(view).shape.length;
  if (rank <= largestRanks.strided) return "strided";
  if (rank <= largestRanks.deep) return "deep";
  const message = `webgpu: a view has at most ${largestRanks.deep} axes that do not lie one in the other, got [${view.shape}] with strides [${view.strides}]`;
  throw new BackendError("ERR_SHAPE", message, { shape: view.shape, strides: view.strides });
}

function placeOf(places: ReadonlyMap<string, number>, name: string): number {
  const place = places.get(name);
  if (place === undefined) throw new RangeError(`shader: no parameter "${name}"`);
  return place;
}

function groupsOf(size: DispatchSize): number {
  if ("groups" in size) return size.groups;
  if ("invocations" in size) return Math.ceil(size.invocations / groupSize);
  const turns = Math.ceil(size.items / groupSize);
  return Math.max(Math.min(turns, leastGroups), Math.ceil(turns / mostTurns));
}

/** Work groups along x and y, which the shader numbers row by row. */
function splitGroups(count: number): readonly [number, number] {
  if (count <= groupLimit) return [count, 1];
  const rows = Math.ceil(count / groupLimit);
  return [Math.ceil(count / rows), rows];
}
