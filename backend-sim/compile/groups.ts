import { isSigned, type Module, type NodeId, type Register, type Stmt } from '../../dsl/ir/index.js';
import type { Scope } from '../hierarchy.js';
import { driversOf } from './drivers.js';
import type { Flat, FlatId } from './flat.js';

/** Fewer scalars than this are not worth a row. */
export const fewestLanes = 4;
/** Fewer registers than this, in all groups together, lie better where the others of their instance do. */
const fewestRegisters = 8;

/**
 * Scalar registers that are the same piece of hardware in many places: of the instances of one module side by side, or
 * of the passes of a loop, which leaves expressions of one shape. Each group in the order of the design, so that
 * neighbours there are neighbours here. `apart` are registers that have to stay by themselves.
 */
export function registerGroups(flat: Flat, apart: ReadonlySet<FlatId>): readonly (readonly FlatId[])[] {
  const groups = new Map<string, FlatId[]>();
  const shapes = new Map<Module, ReadonlyMap<NodeId, number>>();
  const kinds = kindsOf(flat.scopes);
  flat.scopes.forEach((scope, index) => {
    const { module, base } = scope;
    if (module.registers.length === 0) return;
    const own = shapes.get(module) ?? shapesOf(module);
    shapes.set(module, own);
    for (const { node } of module.registers) {
      const { lanes, width } = module.nodes[node]!;
      if (lanes > 1 || width > 32 || apart.has(base + node)) continue;
      const key = `${kinds[index]} ${own.get(node)}`;
      const group = groups.get(key);
      if (group) group.push(base + node);
      else groups.set(key, [base + node]);
    }
  });
  const found = [...groups.values()].filter(group => group.length >= fewestLanes);
  return found.reduce((sum, group) => sum + group.length, 0) >= fewestRegisters ? found : [];
}

/** Numbers instances so that those of one module in one place, with the same clocks and resets, have one number. */
function kindsOf(scopes: readonly Scope[]): readonly number[] {
  const known = new Map<string, number>();
  const counts = new Map<Module, Map<string, number>>();
  const countsOf = (module: Module): Map<string, number> => {
    const found = counts.get(module) ?? new Map<string, number>();
    if (!counts.has(module)) {
      counts.set(module, found);
      for (const child of module.instances) found.set(child.module, (found.get(child.module) ?? 0) + 1);
    }
    return found;
  };
  const kinds: number[] = [];
  for (const { module, parent, domains } of scopes) {
    const above = parent && scopes[parent.scope]!.module;
    const many = above && countsOf(above).get(module.name)! >= fewestLanes;
    const clocks = [...domains.values()].map(({ top, reset = '' }) => `${top}${reset}`).join();
    const key = parent ? `${kinds[parent.scope]} ${many ? module.name : parent.instance} ${clocks}` : '';
    const kind = known.get(key) ?? known.size;
    known.set(key, kind);
    kinds.push(kind);
  }
  return kinds;
}

/** Numbers the registers of a module so that those driven by expressions of one shape, and used alike, have one number. */
function shapesOf(module: Module): Map<NodeId, number> {
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
  const uses: Set<string>[] = module.nodes.map(() => new Set());
  const shapes: number[] = [];
  for (const { op, width, lanes, from, args } of module.nodes) {
    args.forEach((arg, i) => {
      uses[arg]!.add(`${op}${i}`);
    });
    // Whatever comes from elsewhere looks the same: the first cell of a row takes from a port what others take from a
    // register; each pass of a loop takes its own element, or its own bit.
    const own = op === 'pick' || (op === 'slice' && width === 1) ? '' : from;
    const inner = args.length > 0 ? `${op} ${own ?? ''} ${args.map(arg => shapes[arg]).join()}` : '';
    shapes.push(numberOf(`${width} ${lanes} ${inner}`));
  }
  const drivers = driversOf(module);
  return new Map(module.registers.map(register => [register.node, numberOf(shapeOf(register))]));

  function shapeOf({ node, domain, reset, init }: Register): string {
    const { width, format } = module.nodes[node]!;
    const held = `${width} ${isSigned(format)} ${domain} ${reset && init !== undefined}`;
    return `${held} ${[...uses[node]!].sort().join()} ${shapeOfStmts(drivers.of.get(node) ?? [], shapes)}`;
  }
}

function shapeOfStmts(stmts: readonly Stmt[], shapes: readonly number[]): string {
  const shapeOf = (stmt: Stmt): string => {
    if (stmt.kind === 'set') return `${shapes[stmt.value]}`;
    if (stmt.kind === 'if') {
      return `if ${shapes[stmt.cond]} { ${shapeOfStmts(stmt.then, shapes)} } { ${shapeOfStmts(stmt.else, shapes)} }`;
    }
    if (stmt.kind !== 'case') return '';
    const arms = stmt.arms.map(({ match, body }) => `${match.length} { ${shapeOfStmts(body, shapes)} }`);
    return `case ${shapes[stmt.subject]} ${arms.join(' ')} { ${shapeOfStmts(stmt.default ?? [], shapes)} }`;
  };
  return stmts.map(shapeOf).join('; ');
}
