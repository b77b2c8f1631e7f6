import { F32, I32, U8, widthShift } from "./dtype";
import { narrow } from "./narrow";
import { fillWords } from "./operand";
import { scratch } from "./workspace";

/** Every element is `value`, rounded once. */
export function fill(target: usize, dtype: i32, count: u32, value: f64): void {
  const word = wordOf(dtype, value);
  const shift = widthShift(dtype);
  if (shift == 2) fillWords<u32>(target, word, count);
  else if (shift == 1) fillWords<u16>(target, <u16>word, count);
  else fillWords<u8>(target, <u8>word, count);
}

/** Truncated and saturated for integers (N8), else rounded from the f64 once. */
function wordOf(dtype: i32, value: f64): u32 {
  if (dtype == I32) return <u32>toInteger(value, i32.MIN_VALUE, i32.MAX_VALUE);
  if (dtype == U8) return <u32>toInteger(value, 0, 255);
  if (dtype == F32) return reinterpret<u32>(<f32>value);
  store<f32>(scratch(), roundToOdd(value));
  store<u32>(scratch(), 0, 64);
  narrow(dtype, scratch(), 1, scratch() + 64, false);
  return load<u32>(scratch(), 64);
}

/** The f32 toward zero with the lowest bit set if it is not exact: rounding it again to a narrower format is right. */
function roundToOdd(value: f64): f32 {
  const nearest = <f32>value;
  if (<f64>nearest == value || value != value) return nearest;
  const isTooLarge = abs(<f64>nearest) > abs(value);
  const bits = reinterpret<u32>(nearest) - (isTooLarge ? 1 : 0);
  return reinterpret<f32>(bits | 1);
}

function toInteger(value: f64, low: i32, high: i32): i32 {
  return value != value ? 0 : <i32>max<f64>(<f64>low, min<f64>(<f64>high, trunc<f64>(value)));
}
