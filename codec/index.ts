/** The talking-face codec in software: networks, their integer model, the bitstream, and the tools around them. */
export { CodecError } from './error.js';
// Networks: what shapes them, and their operators as graphs.
export type { HourglassConfig, NetworkConfig, PartialConfig } from './network/config.js';
export type { DetectorGraph, FrameGraph, Graph, NetworkGraphs, SourceGraph, Step } from './network/graph.js';
export { networkGraphs } from './network/graphs.js';
export type { Operator } from './network/operator.js';
export { parametersOf } from './network/parameters.js';
export { presets } from './network/presets.js';
export { readConfig } from './network/read-config.js';
export { networkConfig } from './network/validate.js';
export { elements, type Shape, type Tensor, tensor } from './tensor/tensor.js';
// Pictures in and out.
export { type Picture, picture, pictureToTensor, tensorToPicture } from './video/picture.js';
