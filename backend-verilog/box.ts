import type { Module } from '../dsl/ir/index.js';
import { lowerPorts } from './lower/ports.js';
import type { Item } from './rtl/item.js';
import { printModule } from './rtl/print.js';
import { createWriter } from './rtl/writer.js';
import type { VerilogFile } from './verilog.js';

/** A black box with its pins and parameters and nothing within, for tools that want to know them: `BUFG.v`. */
export function boxFile(module: Module): VerilogFile {
  const name = module.extern?.verilog ?? module.name;
  const parameters = Object.entries(module.extern?.parameters ?? {}).map(
    ([parameter, value]): Item => ({ kind: 'parameter', name: parameter, value }),
  );
  const writer = createWriter(false);
  writer.line('(* blackbox *)');
  printModule({ name, ports: lowerPorts(module, new Set()), items: parameters }, writer);
  return { name: `${name}.v`, text: writer.text() };
}
