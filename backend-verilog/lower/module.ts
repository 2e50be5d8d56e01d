import type { Design, Module, NodeId } from '../../dsl/ir/index.js';
import type { VerilogOptions } from '../options.js';
import type { Item, RtlModule } from '../rtl/item.js';
import { unusedBits } from '../rtl/unused.js';
import { lowerChecks } from './checks.js';
import { lowerCombinational } from './combinational.js';
import { declareEnums } from './enums.js';
import { lowerInstances } from './instances.js';
import { loopOver } from './loops.js';
import { clearedMemories } from './memory/contents.js';
import { lowerMemory } from './memory/lower.js';
import { asynchronousRead } from './memory/read-port.js';
import type { MemoryReport } from './memory/template.js';
import type { Names } from './names.js';
import { nameNets } from './net-names.js';
import { planOf } from './plan.js';
import { lowerPorts } from './ports.js';
import { definition } from './root.js';
import { netName, type Placed, type Scope } from './scope.js';
import { declareRegisters, lowerSequential } from './sequential.js';

/** A module ready to print, and what else it gives. */
export interface LoweredModule {
  readonly rtl: RtlModule;
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly memories: readonly MemoryReport[];
  /** Verilog name of every node that is a net. */
  readonly nets: ReadonlyMap<NodeId, string>;
  readonly instances: readonly string[];
  /** Every name within the module. */
  readonly names: ReadonlySet<string>;
}

/** One module of the IR as an RTL tree: declarations first, then everything in the order in which the user wrote it. */
export function lowerModule(
  design: Design,
  module: Module,
  options: VerilogOptions,
  below: ReadonlySet<string>,
): LoweredModule {
  const plan = planOf(module);
  const { names, nets, memories: memoryNames, instances: instanceNames } = nameNets(module, plan, below);
  const genvar = lazyName(names, 'i');
  const scope: Scope = {
    design,
    module,
    plan,
    options,
    names,
    netNames: nets,
    memoryNames,
    instanceNames,
    constants: new Map(),
    declarations: [],
    files: [],
    genvar: genvar.name,
  };

  declareRegisters(scope);
  const memories = module.memories.flatMap((_, mem) => (plan.liveMemories[mem] ? [lowerMemory(scope, mem)] : []));
  const instances = lowerInstances(scope);
  const wires = lowerCombinational(scope);
  const placed = [
    ...definitions(scope),
    ...memories.flatMap(memory => memory.placed),
    ...instances,
    ...wires.placed,
    ...lowerSequential(scope),
  ].sort((a, b) => a.at - b.at);
  const checks = lowerChecks(scope);
  for (const node of module.nodes) {
    if (node.op !== 'wire' || !plan.live[node.id]) continue;
    const type = wires.procedural.has(node.id) ? 'reg' : 'wire';
    const name = netName(scope, node.id);
    scope.declarations.push({ kind: 'net', type, name, width: node.width * node.lanes, loc: node.loc });
  }
  const body = [
    ...section(declareEnums(scope)),
    ...section(genvar.declared()),
    ...section(scope.declarations),
    ...spaced(placed),
    ...section(clearedMemories(scope)),
    ...section(checks),
  ];
  const ports = lowerPorts(module, wires.procedural);
  const items = trimmed([...body, ...unusedBits(ports, body, names.take('_unused_ok'))]);
  return {
    rtl: { name: module.extern?.verilog ?? module.name, ports, items, loc: module.loc },
    files: scope.files,
    memories: memories.map(memory => memory.report),
    nets,
    instances: instanceNames,
    names: names.all(),
  };
}

/** Every computed value that is a net. */
function definitions(scope: Scope): Placed[] {
  const { plan, module } = scope;
  const sources = new Set(['input', 'output', 'wire', 'reg', 'inst']);
  return module.nodes
    .filter(node => plan.net[node.id] && plan.live[node.id] && !sources.has(node.op))
    .flatMap((node): Placed[] => {
      const { id, width, lanes, loc } = node;
      const net = { kind: 'net', type: 'wire', name: netName(scope, id), width: width * lanes } as const;
      if (node.op === 'read') {
        const port = module.memories[node.of!]!.reads.find(read => read.node === id);
        return port?.domain === undefined
          ? [{ at: id, items: [{ ...net, value: asynchronousRead(scope, id), loc }] }]
          : [];
      }
      const loops = plan.loopy[id] && !plan.constants[id];
      const items: Item[] = loops
        ? [{ ...net, loc }, loopOver(scope, id, id, undefined)]
        : [{ ...net, value: definition(scope, id), loc }];
      return [{ at: id, items }];
    });
}

/** A loop variable, declared once something asks for its name. */
function lazyName(names: Names, wanted: string) {
  let taken: string | undefined;
  return {
    name: (): string => {
      taken ??= names.take(wanted);
      return taken;
    },
    declared: (): Item[] => (taken === undefined ? [] : [{ kind: 'variable', type: 'genvar', name: taken }]),
  };
}

/** Without a blank line at the end, or two in a row. */
const trimmed = (items: readonly Item[]): readonly Item[] =>
  items.filter((item, i) => item.kind !== 'blank' || (i + 1 < items.length && items[i + 1]!.kind !== 'blank'));

const section = (items: readonly Item[]): Item[] => (items.length > 0 ? [...items, { kind: 'blank' }] : []);

/** Plain nets and assignments stand together, blocks and instances apart. */
function spaced(placed: readonly Placed[]): Item[] {
  const items: Item[] = [];
  const isLine = (item: Item | undefined): boolean => item?.kind === 'net' || item?.kind === 'drive';
  for (const { items: own } of placed) {
    const last = items.at(-1);
    if (last && last.kind !== 'blank' && !(isLine(last) && isLine(own[0]) && isLine(own.at(-1))))
      items.push({ kind: 'blank' });
    items.push(...own);
  }
  return items.length > 0 ? [...items, { kind: 'blank' }] : items;
}
