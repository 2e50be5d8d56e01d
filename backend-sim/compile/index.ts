/** The WebAssembly engine of the simulator. */
export { type CompileOptions, compile } from './compile.js';
