/** Verilog from a design: printing, a self-checking bench, and independent checks by Yosys. */
export type { MemoryReport } from './lower/memory/template.js';
export { type MappedLine, type MappedModule, type SourceMap, verilogPath } from './map.js';
export type { VerilogOptions } from './options.js';
export { type VerilogFile, type VerilogOutput, verilog } from './verilog.js';
