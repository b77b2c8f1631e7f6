export { decodeSafetensors, encodeSafetensors, type Safetensors, type StoredTensor } from "./checkpoint/safetensors.ts";
export { clipGradNorm } from "./clipGradNorm.ts";
export { createDeviceScalerAdapter } from "./deviceScalerAdapter.ts";
export { type IdxArray, parseIdx } from "./idx.ts";
export type { LayerOptions } from "./initialization.ts";
export { BatchNorm2d, type BatchNormOptions } from "./layers/batchNorm2d.ts";
export { Conv2d } from "./layers/conv2dLayer.ts";
export { Linear } from "./layers/linearLayer.ts";
export { Sequential } from "./layers/sequential.ts";
export {
  avgPool2dLayer,
  dropoutLayer,
  flattenLayer,
  geluLayer,
  geluTanhLayer,
  maxPool2dLayer,
  reluLayer,
  sigmoidLayer,
  siluLayer,
  tanhLayer,
} from "./layers/statelessLayers.ts";
export { type ForwardOptions, type Module, type Parameter, stateless } from "./module.ts";
export { Adam, type AdamOptions, AdamW } from "./optimizers/adam.ts";
export { biasCorrections } from "./optimizers/biasCorrections.ts";
export { Optimizer, type Slot } from "./optimizers/optimizer.ts";
export { SGD, type SgdOptions } from "./optimizers/sgd.ts";
export { type Precision, type PrecisionName, precisions } from "./precisions.ts";
export { shuffledIndices } from "./shuffledIndices.ts";
export { type LossFunction, Trainer, type TrainerOptions, type TrainStep } from "./trainer.ts";
