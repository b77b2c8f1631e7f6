#pragma once
// What a kernel is called with. The struct is laid out alike by nvcc, by g++ and by src/launch/encodeCall.ts.
#ifdef BINADE_HOST_DEVICE
#include "../../host/deviceLanguage.h"
#else
#include <stdint.h>
#endif

namespace binade {

using u8 = uint8_t;
using u16 = uint16_t;
using u32 = uint32_t;
using u64 = uint64_t;
using i32 = int32_t;
using i64 = int64_t;

enum Dtype : u32 { F32, F16, BF16, E4M3FN, E5M2, I32, U8 };

constexpr int maxAxes = 8;
constexpr int maxViews = 7;
constexpr int maxWords = 32;

// Where the elements of a tensor lie. Axes that lie alike are merged; rank 0 says that the elements follow one another.
struct View {
  u64 address;
  u32 dtype;
  u32 rank;
  u64 shape[maxAxes];
  i64 strides[maxAxes];
};

// The outputs come first, then the inputs; `words` are the kernel's own parameters, in the order that its file names.
struct Call {
  u64 count;
  View views[maxViews];
  u32 words[maxWords];
};

static_assert(sizeof(View) == 144 && sizeof(Call) == 8 + 7 * 144 + 128, "the layout of encodeCall.ts");

// A kernel: it takes one call. In the host device it has a name of its own, since the library of C knows a `select` too, and
// the call is not copied for every thread.
#ifdef BINADE_HOST_DEVICE
#define KERNEL(name) extern "C" void binade_kernel_##name(const ::binade::Call& call)
#define KERNEL_OF(threads, blocks, name) KERNEL(name)
#else
// Of so many threads, of which a multiprocessor is to hold so many blocks: that bounds the registers, and keeps nvcc from
// spilling some to save others.
#define KERNEL_OF(threads, blocks, name) \
  extern "C" __global__ void __launch_bounds__(threads, blocks) name(const __grid_constant__ ::binade::Call call)
#define KERNEL(name) KERNEL_OF(256, 4, name)
#endif

// The number of this thread in the grid.
__device__ inline u64 threadNumber() {
  return (u64)blockIdx.x * blockDim.x + threadIdx.x;
}

// Two words of the parameters as one number.
__device__ inline i64 wide(const Call& call, int low) {
  return (i64)((u64)call.words[low] | ((u64)call.words[low + 1] << 32));
}

}  // namespace binade
