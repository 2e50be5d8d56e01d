import type { Design, Domain, Module, Node, NodeId } from '../../dsl/ir/index.js';
import type { VerilogOptions } from '../options.js';
import type { Item } from '../rtl/item.js';
import type { Names } from './names.js';
import type { Plan } from './plan.js';

/** Items with the position they want in the module: the highest node that they read. */
export interface Placed {
  readonly at: NodeId;
  readonly items: readonly Item[];
}

/** `localparam [width-1:0] name = value;` among those of its `group`. */
export interface EnumConstant {
  readonly name: string;
  readonly group: string;
  readonly value: bigint;
  readonly width: number;
}

/** All that the lowering of one module shares. Filled while lowering, printed afterwards. */
export interface Scope {
  readonly design: Design;
  readonly module: Module;
  readonly plan: Plan;
  readonly options: VerilogOptions;
  readonly names: Names;
  /** Verilog name of every node that is a net. */
  readonly netNames: ReadonlyMap<NodeId, string>;
  readonly memoryNames: readonly string[];
  readonly instanceNames: readonly string[];
  /** Named constants of enums that are in use. */
  readonly constants: Map<string, EnumConstant>;
  /** Nets, registers and memories, declared ahead of everything that uses them. */
  readonly declarations: Item[];
  /** Files to lie beside the Verilog: contents of memories. */
  readonly files: { name: string; text: string }[];
  /** The loop variable of generate loops, declared when first asked for. */
  readonly genvar: () => string;
}

export const nodeOf = (scope: Scope, id: NodeId): Node => scope.module.nodes[id]!;

/** Name of a node that is a net. */
export function netName(scope: Scope, id: NodeId): string {
  const name = scope.netNames.get(id);
  if (name === undefined) throw new Error(`node ${id} of '${scope.module.name}' has no net`);
  return name;
}

export function domainOf(scope: Scope, name: string): Domain {
  const domain = scope.module.domains.find(candidate => candidate.name === name);
  if (!domain) throw new Error(`no clock domain '${name}' in '${scope.module.name}'`);
  return domain;
}

/** Bits of an address that can tell `depth` words apart. */
export const addressWidth = (depth: number): number => Math.max(1, Math.ceil(Math.log2(depth)));

/** The node that stands last, 0 when there is none. */
export const highest = (ids: readonly NodeId[]): NodeId => ids.reduce((most, id) => Math.max(most, id), 0);
