/** Verilog from a design: printing, a self-checking bench, and independent checks by Yosys. */
export { testbench } from './bench/testbench.js';
export type { Vector } from './bench/vector.js';
export type { MemoryReport } from './lower/memory/template.js';
export { type MappedLine, type MappedModule, type SourceMap, verilogPath } from './map.js';
export type { VerilogOptions } from './options.js';
export { type VerilogFile, type VerilogOutput, verilog } from './verilog.js';
export type { Usage } from './yosys/cells.js';
export { type Device, type DeviceName, devices, type Resources, type Target } from './yosys/devices.js';
export { lint } from './yosys/lint.js';
export { loadYosys, type Yosys, YosysError, type YosysResult } from './yosys/load.js';
export { type SynthCache, type SynthOptions, type SynthReport, synth, synthKey } from './yosys/synth.js';
