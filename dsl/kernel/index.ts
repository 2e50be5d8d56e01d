/** Kernels: hardware from ordinary functions. */
export { bit, div, rem, roundShr, sat, wrap } from './arithmetic.js';
export type { AnyFunction, Arr, Given, KernelFunction, Result } from './given.js';
export type { ArgumentsOf, ElementOf, HardwareOf } from './hardware-of.js';
export { irOf, isKernel, kernel, loweredOf } from './kernel.js';
export { type PipelineOptions, pipeline, unroll } from './loops.js';
