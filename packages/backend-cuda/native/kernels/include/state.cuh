#pragma once
// The words of the state buffers (N10).
#include "elements.cuh"
#include "stateLayout.gen.cuh"

namespace binade {

constexpr u32 scaleWord = SCALER_STATE_LAYOUT_SCALE;
constexpr u32 trackerWord = SCALER_STATE_LAYOUT_GROWTH_TRACKER;

constexpr u32 foundWord = OPTIMIZER_STATE_LAYOUT_FOUND;
constexpr u32 stepWord = OPTIMIZER_STATE_LAYOUT_STEP;
constexpr u32 normWord = OPTIMIZER_STATE_LAYOUT_NORM;
constexpr u32 coefWord = OPTIMIZER_STATE_LAYOUT_COEF;
constexpr u32 firstFlags = OPTIMIZER_STATE_LAYOUT_FLAGS;

constexpr u32 steppedFlag = PARAMETER_FLAGS_STEPPED;
constexpr u32 infFlag = PARAMETER_FLAGS_INF;
constexpr u32 nanFlag = PARAMETER_FLAGS_NAN;

}  // namespace binade
