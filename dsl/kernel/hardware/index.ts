/** Kernels as hardware: logic, pipelines, and engines that work for many cycles. */
export { type Engine, engine } from './engine.js';
export { logic, logicOf } from './logic.js';
export type { ArrayStore, ArrayStores } from './memories.js';
export { fit, type Word } from './operate.js';
export { elementType, paramTypes, payloadOf, resultRefs, resultType } from './payload.js';
export { isLogic, type KernelOptions, planned, writtenOut } from './prepare.js';
export { combinational, type Pipeline, pipeline } from './straight.js';
export { hasLoops } from './unrolled.js';
export { type Load, load } from './values.js';
