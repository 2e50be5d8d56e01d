import type { Loc, NodeId, WriteStmt } from '../../../dsl/ir/index.js';
import { all, type Expr, literal, ref, select } from '../../rtl/expr.js';
import type { Item, Statement } from '../../rtl/item.js';
import { type Driver, guardNodes } from '../drivers.js';
import { guardExpr } from '../guards.js';
import { addressWidth, type Scope } from '../scope.js';
import { lowerStatements, zero } from '../statements.js';
import { bits, fitIndex, inRange, value } from '../value.js';

/** One write port as the templates need it. */
export interface WritePortRtl {
  readonly domain: string;
  readonly parts: number;
  /** Undefined: it writes at every edge. Holds only for addresses within the memory. */
  readonly enable: Expr | undefined;
  readonly address: Expr;
  /** The node of the address, when one statement alone writes. */
  readonly addressNode: NodeId | undefined;
  /** Part `k` of the data, and whether it is written; undefined mask: always. */
  readonly data: (k: number) => Expr;
  readonly whole: Expr;
  readonly mask: ((k: number) => Expr) | undefined;
  readonly loc: Loc | undefined;
  readonly at: NodeId;
}

/** The ports of a memory that something writes to; `items` declares what they need. */
export function writePorts(scope: Scope, mem: number, items: Item[]): WritePortRtl[] {
  const memory = scope.module.memories[mem]!;
  return memory.writes.flatMap(({ domain, parts }, port) => {
    const drivers = scope.plan.drivers.writes[mem]![port]!;
    const [first, second] = drivers;
    if (!first) return [];
    const suffix = memory.writes.length > 1 ? `_${String.fromCharCode(97 + (port % 26))}` : '';
    const names: PortNames = {
      enable: `${scope.memoryNames[mem]}_we${suffix}`,
      address: `${scope.memoryNames[mem]}_waddr${suffix}`,
      data: `${scope.memoryNames[mem]}_wdata${suffix}`,
      mask: `${scope.memoryNames[mem]}_wmask${suffix}`,
    };
    const at = Math.max(
      ...drivers.flatMap(({ stmt, guards }) => [stmt.addr, stmt.data, stmt.mask ?? 0, ...guardNodes(guards)]),
    );
    const common = { domain, parts, at, loc: first.stmt.loc };
    return [
      second === undefined
        ? { ...common, ...oneStatement(scope, first, names, memory, parts, items) }
        : { ...common, ...manyStatements(scope, mem, port, names, items) },
    ];
  });
}

type PortNames = Record<'enable' | 'address' | 'data' | 'mask', string>;

function oneStatement(
  scope: Scope,
  { stmt, guards }: Driver<WriteStmt>,
  names: PortNames,
  { depth, width }: { readonly depth: number; readonly width: number },
  parts: number,
  items: Item[],
) {
  const part = width / parts;
  const mask = parts > 1 ? stmt.mask : undefined;
  // A mask of one bit is one more condition.
  const only = parts === 1 && stmt.mask !== undefined ? value(scope, stmt.mask) : undefined;
  const terms = [guardExpr(scope, guards), only, inRange(scope, stmt.addr, depth)].filter(term => term !== undefined);
  return {
    enable: terms.length > 0 ? named(scope, all(terms), names.enable, items) : undefined,
    address: fitIndex(scope, stmt.addr, depth),
    addressNode: stmt.addr,
    whole: value(scope, stmt.data),
    data: (k: number) => bits(scope, stmt.data, k * part, part),
    mask: mask === undefined ? undefined : (k: number) => bits(scope, mask, k, 1),
  };
}

/** An expression of several operators gets a name, since templates repeat it. */
function named(scope: Scope, expr: Expr, wanted: string, items: Item[]): Expr {
  if (expr.kind !== 'binary' && expr.kind !== 'ternary') return expr;
  const name = scope.names.take(wanted);
  items.push({ kind: 'net', type: 'wire', name, width: 1, value: expr });
  return ref(name);
}

/** Several statements write through one port: a block chooses what reaches it, the last statement wins. */
function manyStatements(scope: Scope, mem: number, port: number, wanted: PortNames, items: Item[]) {
  const { width, depth, writes } = scope.module.memories[mem]!;
  const { parts } = writes[port]!;
  const drivers = scope.plan.drivers.writes[mem]![port]!;
  const masked = parts > 1 && drivers.some(({ stmt }) => stmt.mask !== undefined);
  const widths = { enable: 1, address: addressWidth(depth), data: width, mask: parts };
  const keys = (['enable', 'address', 'data', 'mask'] as const).filter(key => key !== 'mask' || masked);
  const names = Object.fromEntries(keys.map(key => [key, scope.names.take(wanted[key])])) as PortNames;
  for (const key of keys) scope.declarations.push({ kind: 'net', type: 'reg', name: names[key], width: widths[key] });
  const assign = (key: keyof PortNames, expr: Expr, loc?: Loc): Statement => ({
    kind: 'assign',
    blocking: true,
    target: ref(names[key]),
    value: expr,
    loc,
  });
  const statements = lowerStatements(scope, scope.plan.body, action => {
    if (action.kind !== 'write' || action.mem !== mem || action.port !== port) return [];
    const every = literal(parts, (1n << BigInt(parts)) - 1n);
    const all: Statement[] = [
      assign('enable', enableOf(scope, action, depth, parts), action.loc),
      assign('address', fitIndex(scope, action.addr, depth)),
      assign('data', value(scope, action.data)),
    ];
    return masked ? [...all, assign('mask', action.mask === undefined ? every : value(scope, action.mask))] : all;
  });
  items.push({ kind: 'always', on: '*', body: [...keys.map(key => zero(names[key], widths[key])), ...statements] });
  const slice = (name: string, total: number, from: number, count: number): Expr =>
    total === count ? ref(name) : select(name, from + count - 1, from);
  return {
    enable: ref(names.enable),
    address: ref(names.address),
    addressNode: undefined,
    whole: ref(names.data),
    data: (k: number) => slice(names.data, width, (k * width) / parts, width / parts),
    mask: masked ? (k: number) => slice(names.mask, parts, k, 1) : undefined,
  };
}

function enableOf(scope: Scope, { addr, mask }: WriteStmt, depth: number, parts: number): Expr {
  const only = parts === 1 && mask !== undefined ? value(scope, mask) : undefined;
  return all([only, inRange(scope, addr, depth)].filter(term => term !== undefined));
}
