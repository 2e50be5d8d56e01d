/** Kernels: hardware from ordinary functions. */
export { bit, div, rem, roundShr, sat, wrap } from './arithmetic.js';
export type { Arr, Given, KernelFunction, Result } from './given.js';
export { irOf, isKernel, kernel, loweredOf } from './kernel.js';
export { type PipelineOptions, pipeline, unroll } from './loops.js';
