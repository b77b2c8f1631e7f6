#include "fiber.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#include <new>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif

namespace binade::host {

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr size_t stackSize = 512 * 1024;  // frames are larger
#else
constexpr size_t stackSize = 64 * 1024;
#endif
constexpr size_t guardSize = 4096;

thread_local void* ownPointer = nullptr;  // of the thread itself while a fiber runs
thread_local void** runningPointer = nullptr;
thread_local void (*entry)() = nullptr;

#if defined(__SANITIZE_ADDRESS__)
thread_local const void* ownStack = nullptr;
thread_local size_t ownStackSize = 0;
#endif

}  // namespace

// Saves what a function must preserve, exchanges the stacks, and restores it: 20 times as fast as swapcontext, which asks the
// kernel about signals.
extern "C" void binadeSwitch(void** saved, void* next);

#if defined(__x86_64__)
asm(R"(
  .text
  .type binadeSwitch, @function
  .globl binadeSwitch
  .hidden binadeSwitch
binadeSwitch:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
  .size binadeSwitch, .-binadeSwitch
)");
constexpr size_t savedRegisters = 6;
#elif defined(__aarch64__)
asm(R"(
  .text
  .type binadeSwitch, %function
  .globl binadeSwitch
  .hidden binadeSwitch
binadeSwitch:
  stp x29, x30, [sp, #-160]!
  stp x19, x20, [sp, #16]
  stp x21, x22, [sp, #32]
  stp x23, x24, [sp, #48]
  stp x25, x26, [sp, #64]
  stp x27, x28, [sp, #80]
  stp d8, d9, [sp, #96]
  stp d10, d11, [sp, #112]
  stp d12, d13, [sp, #128]
  stp d14, d15, [sp, #144]
  mov x2, sp
  str x2, [x0]
  mov sp, x1
  ldp x19, x20, [sp, #16]
  ldp x21, x22, [sp, #32]
  ldp x23, x24, [sp, #48]
  ldp x25, x26, [sp, #64]
  ldp x27, x28, [sp, #80]
  ldp d8, d9, [sp, #96]
  ldp d10, d11, [sp, #112]
  ldp d12, d13, [sp, #128]
  ldp d14, d15, [sp, #144]
  ldp x29, x30, [sp], #160
  ret
  .size binadeSwitch, .-binadeSwitch
)");
#else
#error "the host device has fibers for x86-64 and aarch64"
#endif

namespace {

void begin() {
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_finish_switch_fiber(nullptr, &ownStack, &ownStackSize);
#endif
  entry();
  Fiber::giveBack();
  abort();  // a fiber that ended is started anew, never resumed
}

}  // namespace

Fiber::Fiber() {
  stack_ = mmap(nullptr, stackSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (stack_ == MAP_FAILED) {
    throw std::bad_alloc();
  }
  mprotect(stack_, guardSize, PROT_NONE);  // an overflow is a crash here, not a change elsewhere
}

Fiber::~Fiber() {
  munmap(stack_, stackSize);
}

void Fiber::start(void (*run)()) {
  entry = run;
#if defined(__SANITIZE_ADDRESS__)
  // The frames in which the last run ended never returned, and what guarded them would lie in those of the next.
  __asan_unpoison_memory_region(stack_, stackSize);
#endif
  uint64_t* top = (uint64_t*)((char*)stack_ + stackSize);
#if defined(__x86_64__)
  *--top = 0;  // as if begin had been called: the stack is 8 beyond a multiple of 16
  *--top = (uint64_t)&begin;
  for (size_t i = 0; i < savedRegisters; i++) {
    *--top = 0;
  }
#else
  top -= 20;
  top[0] = 0;
  top[1] = (uint64_t)&begin;
#endif
  stackPointer_ = top;
}

void Fiber::resume() {
  runningPointer = &stackPointer_;
#if defined(__SANITIZE_ADDRESS__)
  void* fake = nullptr;
  __sanitizer_start_switch_fiber(&fake, stack_, stackSize);
  binadeSwitch(&ownPointer, stackPointer_);
  __sanitizer_finish_switch_fiber(fake, nullptr, nullptr);
#else
  binadeSwitch(&ownPointer, stackPointer_);
#endif
}

void Fiber::giveBack() {
#if defined(__SANITIZE_ADDRESS__)
  void* fake = nullptr;
  __sanitizer_start_switch_fiber(&fake, ownStack, ownStackSize);
  binadeSwitch(runningPointer, ownPointer);
  __sanitizer_finish_switch_fiber(fake, &ownStack, &ownStackSize);
#else
  binadeSwitch(runningPointer, ownPointer);
#endif
}

}  // namespace binade::host
