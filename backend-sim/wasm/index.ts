/** A small encoder of the WebAssembly binary format. */
export { Bytes } from './bytes.js';
export { type BlockType, Code } from './code.js';
export { instantiate, load, newMemory, type WasmMemory } from './engine.js';
export { assemble, type Func, type ModuleParts, typeNumbers } from './module.js';
export { type AccessName, access, type OpName, op } from './op.js';
export { type LaneName, laneAccess, type SimdName, simd } from './simd.js';
export { type ValueType, valueTypes } from './type.js';
