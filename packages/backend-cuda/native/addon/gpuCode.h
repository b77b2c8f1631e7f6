#pragma once
// The kernels as nvcc compiled them, embedded in the addon; none in a build without nvcc. The build generates the table.

namespace binade {

// The image that has a kernel of that name, or nothing.
const void* gpuCodeOf(const char* kernel);

bool hasGpuCode();

}  // namespace binade
