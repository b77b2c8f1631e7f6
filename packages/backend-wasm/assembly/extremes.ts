/** Maxima and minima in the order of N3: NaN wins, −0 < +0. */

/** Of at least one number. */
export function maximumOf(source: usize, count: u32): f32 {
  let best = load<f32>(source);
  let vector = f32x4.splat(best);
  const vectors = source + ((count & ~3) << 2);
  const end = source + (count << 2);
  let at = source;
  for (; at < vectors; at += 16) vector = f32x4.max(vector, v128.load(at));
  for (; at < end; at += 4) best = max<f32>(best, load<f32>(at));
  vector = f32x4.max(vector, i8x16.shuffle(vector, vector, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return max<f32>(best, max<f32>(f32x4.extract_lane(vector, 0), f32x4.extract_lane(vector, 1)));
}

export function minimumOf(source: usize, count: u32): f32 {
  let best = load<f32>(source);
  let vector = f32x4.splat(best);
  const vectors = source + ((count & ~3) << 2);
  const end = source + (count << 2);
  let at = source;
  for (; at < vectors; at += 16) vector = f32x4.min(vector, v128.load(at));
  for (; at < end; at += 4) best = min<f32>(best, load<f32>(at));
  vector = f32x4.min(vector, i8x16.shuffle(vector, vector, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return min<f32>(best, min<f32>(f32x4.extract_lane(vector, 0), f32x4.extract_lane(vector, 1)));
}

/** An integer that is ordered as N3 orders the number; every NaN is the largest. */
@inline
export function orderOf(word: i32): i32 {
  const isNaN = (word & 0x7fffffff) > 0x7f800000;
  return isNaN ? i32.MAX_VALUE : word ^ ((word >> 31) & 0x7fffffff);
}

/** The same of four numbers. */
@inline
export function orders(words: v128): v128 {
  const isNaN = i32x4.gt_s(v128.and(words, i32x4.splat(0x7fffffff)), i32x4.splat(0x7f800000));
  const order = v128.xor(words, v128.and(i32x4.shr_s(words, 31), i32x4.splat(0x7fffffff)));
  return v128.bitselect(i32x4.splat(i32.MAX_VALUE), order, isNaN);
}
