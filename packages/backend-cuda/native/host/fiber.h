#pragma once
// A stack of its own on which a function runs until it gives the thread back.
#include <stddef.h>

namespace binade::host {

class Fiber {
 public:
  // Prepares a stack; the memory comes with the first touch and is kept.
  Fiber();
  ~Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  // Let `run` begin at the next resume. What ran here before is forgotten, finished or not.
  void start(void (*run)());
  // Go on with it until it gives the thread back or ends.
  void resume();
  // Called on the fiber: give the thread back to who resumed it.
  static void giveBack();

 private:
  void* stack_;
  void* stackPointer_ = nullptr;
};

}  // namespace binade::host
