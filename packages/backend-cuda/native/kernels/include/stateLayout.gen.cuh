#pragma once
// Made by generate.mjs from the state layouts of @binade/backend.
#include "launch.cuh"

namespace binade {

constexpr u32 OPTIMIZER_STATE_LAYOUT_FOUND = 0u;
constexpr u32 OPTIMIZER_STATE_LAYOUT_STEP = 1u;
constexpr u32 OPTIMIZER_STATE_LAYOUT_NORM = 2u;
constexpr u32 OPTIMIZER_STATE_LAYOUT_COEF = 3u;
constexpr u32 OPTIMIZER_STATE_LAYOUT_FLAGS = 4u;
constexpr u32 PARAMETER_FLAGS_STEPPED = 1u;
constexpr u32 PARAMETER_FLAGS_INF = 2u;
constexpr u32 PARAMETER_FLAGS_NAN = 4u;
constexpr u32 SCALER_STATE_LAYOUT_SCALE = 0u;
constexpr u32 SCALER_STATE_LAYOUT_GROWTH_TRACKER = 1u;
constexpr u32 SCALER_STATE_LAYOUT_WORD_COUNT = 2u;

}  // namespace binade
