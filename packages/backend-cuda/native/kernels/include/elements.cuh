#pragma once
// Elements of views: where they lie, and how they are read and written.
#include "formats.cuh"

namespace binade {

// How far element `i` of the view lies from its first, in elements.
__device__ inline i64 placeOf(const View& view, u64 i) {
  if (view.rank == 0u) {
    return (i64)i;
  }
  i64 place = 0;
  for (u32 axis = view.rank - 1u; axis > 0u; axis--) {
    u64 size = view.shape[axis];
    u64 next;
    // divisions of 64 bits cost a GPU many of 32
    if (((i | size) >> 32) == 0u) {
      next = (u32)i / (u32)size;
    } else {
      next = i / size;
    }
    place += (i64)(i - next * size) * view.strides[axis];
    i = next;
  }
  return place + (i64)i * view.strides[0];
}

__device__ inline u32 codeAt(const View& view, i64 place) {
  switch (widthOf(view.dtype)) {
    case 4: return ((const u32*)view.address)[place];
    case 2: return ((const u16*)view.address)[place];
    default: return ((const u8*)view.address)[place];
  }
}

__device__ inline u32 codeOf(const View& view, u64 i) {
  return codeAt(view, placeOf(view, i));
}

// The word of element `i` as binary32, or as i32.
__device__ inline u32 wordAt(const View& view, u64 i) {
  return decode(view.dtype, codeOf(view, i));
}

__device__ inline Real realAt(const View& view, u64 i) {
  return real(wordAt(view, i));
}

// Outputs are dense.
__device__ inline void storeCode(const View& view, u64 i, u32 code) {
  switch (widthOf(view.dtype)) {
    case 4: ((u32*)view.address)[i] = code; break;
    case 2: ((u16*)view.address)[i] = (u16)code; break;
    default: ((u8*)view.address)[i] = (u8)code; break;
  }
}

__device__ inline void storeReal(const View& view, u64 i, Real value) {
  storeCode(view, i, encode(view.dtype, wordOf(value)));
}

// Words of a state buffer.
__device__ inline u32* stateOf(const View& view) {
  return (u32*)view.address;
}

// One thread owns one word of the first output (N17) and asks `element` for the code of each element in it.
template <class Element>
__device__ inline void writeWords(const Call& call, Element element) {
  const View& y = call.views[0];
  u32 width = widthOf(y.dtype);
  u32 perWord = 4u / width;
  u64 first = threadNumber() * perWord;
  if (first >= call.count) {
    return;
  }
  u32 lanes = call.count - first < perWord ? (u32)(call.count - first) : perWord;
  u32 word = 0;
  // not unrolled: the function inside is long, and memory is what a thread waits for
#pragma unroll 1
  for (u32 lane = 0; lane < lanes; lane++) {
    word |= element(first + lane) << (lane * width * 8u);
  }
  if (lanes == perWord) {
    stateOf(y)[first / perWord] = word;
    return;
  }
  // what follows the last element in its word is not ours
  for (u32 lane = 0; lane < lanes; lane++) {
    storeCode(y, first + lane, width == 4u ? word : (word >> (lane * width * 8u)) & ((1u << (width * 8u)) - 1u));
  }
}

}  // namespace binade
