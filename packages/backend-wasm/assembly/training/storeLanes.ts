/** The first `count` lanes, at most four. */
@inline
export function storeLanes(target: usize, value: v128, count: u32): void {
  if (count >= 4) {
    v128.store(target, value);
    return;
  }
  if (count > 0) v128.store32_lane(target, value, 0);
  if (count > 1) v128.store32_lane(target, value, 1, 4);
  if (count > 2) v128.store32_lane(target, value, 2, 8);
}
