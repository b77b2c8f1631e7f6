// The code of the element at a place in the buffer.
fn ${name}_code_at(place: u32) -> u32 {
  return (${name}_words[place / ${perWord}u] >> ((place % ${perWord}u) * ${bits}u)) & ${mask};
}

fn ${name}_code(i: u32) -> u32 {
  return ${name}_code_at(${name}_place(i));
}

// The word of the element as binary32, or as i32.
fn ${name}_word(i: u32) -> u32 {
  return ${name}_widen(${name}_code(i));
}

fn ${name}_float(i: u32) -> f32 {
  return bitcast<f32>(${name}_word(i));
}

const ${name}_per_word = ${perWord}u;

// Puts the codes of consecutive elements into one word.
fn ${name}_packed(code: u32, lane: u32) -> u32 {
  return code << (lane * ${bits}u);
}

fn ${name}_encode(word: u32) -> u32 {
  return ${narrow}_${dtype}(word);
}

fn ${name}_widen(code: u32) -> u32 {
  return ${widen}_${dtype}(code);
}

// By integer code in every style.
fn ${name}_decode(code: u32) -> u32 {
  return decode_${dtype}(code);
}
