import type { Diagnostic } from '../error/diagnostic.js';
import type { Module } from '../ir/index.js';
import type { Check } from './pass.js';
import { nodeFaults } from './verify/nodes.js';
import { statementFaults } from './verify/statements.js';
import { tableFaults } from './verify/tables.js';

/**
 * HW099. Holds a design against every rule that `dsl/ir` states. The language keeps these rules by construction, so a
 * fault is a mistake of this library or of a program that builds IR by itself; tests run it after every pass.
 */
export const verify: Check = {
  name: 'verify',
  describe: 'the design keeps every rule of the IR',
  check: design => {
    const children = new Map<string, Module>();
    const faults = design.modules.flatMap(module => {
      const found = [...nodeFaults(module), ...tableFaults(module, children), ...statementFaults(module)];
      children.set(module.name, module);
      return found.map(fault => malformed(fault.note, module, fault.node));
    });
    return children.has(design.top) ? faults : [...faults, malformed(`there is no top module ${design.top}`)];
  },
};

function malformed(note: string, module?: Module, node?: number): Diagnostic {
  const loc = node === undefined ? module?.loc : module?.nodes[node]?.loc;
  return {
    code: 'HW099',
    message: note,
    spans: [{ loc, note: node === undefined ? note : `node ${node}: ${note}` }],
    ...(module ? { module: module.name, where: module.loc } : {}),
    help: 'if the design was written in the language, this is a mistake of grace-hdl: please report it with the design',
  };
}
