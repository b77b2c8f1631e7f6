fn value(i: u32) -> Number {
  return bitcast<Number>(x_word(i));
}
