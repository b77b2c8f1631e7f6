import { floats } from "./functions/lanes";
import { log } from "./functions/log";
import { nearestTurn, remainder } from "./functions/payneHanek";
import { sineOfReduced } from "./functions/sine";
import { storeInts } from "./narrow";
import { U8 } from "./dtype";
import { philox } from "./philox";
import { CHUNK, stageOf } from "./workspace";

/** 2^-24: the spacing of a uniform value. */
const SPACING: f32 = 5.9604644775390625e-8;

/** The words themselves. */
export function randomWords(first: u32, end: u32, target: usize, keyLow: u32, keyHigh: u32, stream: u32): void {
  for (let start = first; start < end; start += CHUNK) {
    const length = min(CHUNK, end - start);
    philox(start, length, keyLow, keyHigh, stream, stageOf(0));
    memory.copy(target + (start << 2), stageOf(0), length << 2);
  }
}

/** low + span · u for u = (w >>> 8) · 2^-24. */
export function randomUniform(first: u32, end: u32, target: usize, keyLow: u32, keyHigh: u32, stream: u32, low: f32, span: f32): void {
  for (let start = first; start < end; start += CHUNK) {
    const length = min(CHUNK, end - start);
    philox(start, length, keyLow, keyHigh, stream, stageOf(0));
    for (let at = stageOf(0), end = at + (length << 2); at < end; at += 16) {
      const u = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(v128.load(at), 8)), floats(SPACING));
      v128.store(at, f32x4.add(floats(low), f32x4.mul(floats(span), u)));
    }
    memory.copy(target + (start << 2), stageOf(0), length << 2);
  }
}

/** Box and Muller's pairs: r·cos and r·sin of the angle w1 · 2^-32 turns, r = √(−2 · log u1). */
export function randomNormal(first: u32, end: u32, target: usize, keyLow: u32, keyHigh: u32, stream: u32): void {
  for (let start = first; start < end; start += CHUNK) {
    const length = min(CHUNK, end - start);
    philox(start, length, keyLow, keyHigh, stream, stageOf(0));
    for (let at = stageOf(0), end = at + (length << 2); at < end; at += 32) normals(at);
    memory.copy(target + (start << 2), stageOf(0), length << 2);
  }
}

/** Eight words become four pairs. */
@inline
function normals(at: usize): void {
  const a = v128.load(at);
  const b = v128.load(at, 16);
  const w0 = v128.shuffle<i32>(a, b, 0, 2, 4, 6);
  const u1 = f32x4.mul(f32x4.convert_i32x4_s(i32x4.add(i32x4.shr_u(w0, 8), i32x4.splat(1))), floats(SPACING));
  const radius = f32x4.sqrt(f32x4.mul(floats(-2), log(u1)));
  for (let j = 0; j < 4; j++) {
    const w1 = load<u32>(at + (j << 3), 4);
    const fraction = <u64>(w1 << 2) << 32;
    store<i32>(at + (j << 3), nearestTurn(<i32>(w1 >> 30), fraction));
    store<f32>(at + (j << 3), remainder(fraction), 4);
  }
  const turns = v128.shuffle<i32>(v128.load(at), v128.load(at, 16), 0, 2, 4, 6);
  const angle = v128.shuffle<i32>(v128.load(at), v128.load(at, 16), 1, 3, 5, 7);
  const cosine = f32x4.mul(radius, sineOfReduced(i32x4.add(turns, i32x4.splat(1)), angle));
  const sine = f32x4.mul(radius, sineOfReduced(turns, angle));
  v128.store(at, v128.shuffle<i32>(cosine, sine, 0, 4, 1, 5));
  v128.store(at, v128.shuffle<i32>(cosine, sine, 2, 6, 3, 7), 16);
}

/** The dropout mask: 1 where (w >>> 8) is not below the threshold. */
export function randomKeep(first: u32, end: u32, target: usize, keyLow: u32, keyHigh: u32, stream: u32, threshold: i32): void {
  for (let start = first; start < end; start += CHUNK) {
    const length = min(CHUNK, end - start);
    philox(start, length, keyLow, keyHigh, stream, stageOf(0));
    for (let at = stageOf(0), end = at + (length << 2); at < end; at += 16) {
      const isKept = i32x4.ge_s(i32x4.shr_u(v128.load(at), 8), i32x4.splat(threshold));
      v128.store(at, v128.and(isKept, i32x4.splat(1)));
    }
    storeInts(U8, stageOf(0), length, target + start);
  }
}
