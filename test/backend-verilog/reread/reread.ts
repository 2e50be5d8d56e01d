import type { VerilogFile } from '../../../backend-verilog/index.js';
import { sources } from '../../../backend-verilog/yosys/lint.js';
import { loadYosys } from '../../../backend-verilog/yosys/load.js';
import { type RereadMachine, rereadMachine } from './machine.js';
import type { JsonModule } from './netlist.js';

/** Verilog with the module to look at. Names of modules and files are unique among those read together. */
export interface Reread {
  readonly top: string;
  readonly files: readonly VerilogFile[];
}

/**
 * Reads Verilog by Yosys and gives what it says as machines: an independent meaning of what we print.
 * Many designs in one run, since a run has a fixed cost.
 */
export async function reread(designs: readonly Reread[]): Promise<RereadMachine[]> {
  const yosys = await loadYosys();
  const files = designs.flatMap(design => design.files);
  const script = `read_verilog ${sources(files)}; proc; flatten; memory_collect; opt_clean; write_json netlist.json`;
  const { modules } = JSON.parse(yosys.run(script, files).files['netlist.json']!) as {
    modules: Record<string, JsonModule>;
  };
  return designs.map(({ top }) => rereadMachine(modules[top]!));
}
