/** The hardware library: engines written in the language, each with a model in TypeScript that gives the same bits. */
export { conv2d } from './conv2d/conv2d.js';
export { conv2dModel } from './conv2d/model.js';
export { type Conv2dReal, quantizeConv2d } from './conv2d/quantize.js';
export type { Conv2dSpec } from './conv2d/spec.js';
