/** Geometry of a window over planes, as the caller has written it (see `describeWindow` in src/kernels/windows.ts). */
import { windowTable } from "../layout";

@inline
function word(i: usize): i32 {
  return load<i32>(windowTable() + (i << 2));
}

@inline
export function height(): i32 {
  return word(0);
}
@inline
export function width(): i32 {
  return word(1);
}
@inline
export function outHeight(): i32 {
  return word(2);
}
@inline
export function outWidth(): i32 {
  return word(3);
}
@inline
export function kernelHeight(): i32 {
  return word(4);
}
@inline
export function kernelWidth(): i32 {
  return word(5);
}
@inline
export function strideY(): i32 {
  return word(6);
}
@inline
export function strideX(): i32 {
  return word(7);
}
@inline
export function paddingY(): i32 {
  return word(8);
}
@inline
export function paddingX(): i32 {
  return word(9);
}
@inline
export function dilationY(): i32 {
  return word(10);
}
@inline
export function dilationX(): i32 {
  return word(11);
}

/** Bytes of a plane of f32 elements. */
@inline
export function planeBytes(): u32 {
  return (height() * width()) << 2;
}

/** Bytes of the outputs of a plane, as 32-bit words. */
@inline
export function outputBytes(): u32 {
  return (outHeight() * outWidth()) << 2;
}

/** The first output whose column `left + output · strideX` is not negative. */
@inline
export function firstInside(left: i32): i32 {
  const sx = strideX();
  return left >= 0 ? 0 : min((sx - 1 - left) / sx, outWidth());
}

/** The first output, not before `first`, whose column is beyond the plane. */
@inline
export function endInside(left: i32, first: i32): i32 {
  const sx = strideX();
  const last = width() - 1 - left;
  return last < 0 ? first : max(first, min(last / sx + 1, outWidth()));
}
