/** A vector of a constant of the contract, by its address. */
@inline
export function constant(address: usize): v128 {
  return v128.load32_splat(address);
}

/** The same word in each lane. */
@inline
export function words(word: u32): v128 {
  return i32x4.splat(word);
}

@inline
export function floats(value: f32): v128 {
  return f32x4.splat(value);
}

/** Lane by lane a where the mask is set, else b. */
@inline
export function select(a: v128, b: v128, mask: v128): v128 {
  return v128.bitselect(a, b, mask);
}

@inline
export function signOf(x: v128): v128 {
  return v128.and(x, i32x4.splat(0x80000000));
}
