/** The WebAssembly engine of the simulator. */
export { compile } from './compile.js';
