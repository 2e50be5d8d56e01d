import type { Loc, NodeId, WriteStmt } from '../../../dsl/ir/index.js';
import { all, binary, type Expr, literal, negate, ref, select, word } from '../../rtl/expr.js';
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
    address: writeAddress(scope, stmt.addr, depth, names.address, items),
    addressNode: stmt.addr,
    whole: value(scope, stmt.data),
    data: (k: number) => bits(scope, stmt.data, k * part, part),
    mask: mask === undefined ? undefined : (k: number) => bits(scope, mask, k, 1),
  };
}

/** A memory that is written at constant addresses alone would become single registers in Yosys: so that has a name. */
function writeAddress(scope: Scope, id: NodeId, depth: number, wanted: string, items: Item[]): Expr {
  const address = fitIndex(scope, id, depth);
  if (address.kind !== 'literal') return address;
  const name = scope.names.take(wanted);
  items.push({ kind: 'net', type: 'wire', name, width: address.width, value: address });
  return ref(name);
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
  const put = (key: keyof PortNames, expr: Expr, loc?: Loc): Statement => ({
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
      put('enable', enableOf(scope, action, depth, parts), action.loc),
      put('address', fitIndex(scope, action.addr, depth)),
      put('data', value(scope, action.data)),
    ];
    return masked ? [...all, put('mask', action.mask === undefined ? every : value(scope, action.mask))] : all;
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

/** Non-blocking, as everything in a clocked block. */
export const assign = (target: Expr, from: Expr, loc?: Loc): Statement => ({
  kind: 'assign',
  blocking: false,
  target,
  value: from,
  loc,
});

/** The statements under all these conditions. */
export const guarded = (terms: readonly Expr[], body: readonly Statement[]): Statement[] =>
  terms.length === 0 ? [...body] : [{ kind: 'if', cond: all(terms), then: body, else: [] }];

/** The least number of equal parts that every port's parts are made of. */
export const commonParts = (ports: readonly WritePortRtl[]): number =>
  ports.reduce((common, { mask, parts }) => (mask ? lcm(common, parts) : common), 1);

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
const lcm = (a: number, b: number): number => (a / gcd(a, b)) * b;

/** The condition that a port writes its part `k` at an address; `node` is the address where it is the port's own. */
export function meets(port: WritePortRtl, address: Expr, node: NodeId | undefined, k: number): Expr {
  const same = node !== undefined && node === port.addressNode;
  return all([
    ...(port.enable ? [port.enable] : []),
    ...(same ? [] : [binary('==', port.address, address)]),
    ...(port.mask ? [port.mask(k)] : []),
  ]);
}

/** Bits of a port's data; parts finer than its own are cut out of them. */
export function portBits(port: WritePortRtl, from: number, bits: number, width: number): Expr {
  if (bits === width) return port.whole;
  const own = width / port.parts;
  const k = Math.floor(from / own);
  const piece = port.data(k);
  if (bits === own) return piece;
  const offset = from - k * own;
  if (piece.kind === 'literal') return literal(bits, BigInt.asUintN(bits, piece.value >> BigInt(offset)));
  if (piece.kind === 'select') return select(piece.name, piece.lsb + offset + bits - 1, piece.lsb + offset);
  if (piece.kind === 'ref') return select(piece.name, offset + bits - 1, offset);
  throw new Error('the data of a write port with parts is neither a net nor a constant');
}

/** What a write port does at its edge; a port in `later` that meets it at one address goes before it. */
export function writeStatements(
  name: string,
  width: number,
  port: WritePortRtl,
  later: readonly WritePortRtl[],
): Statement[] {
  const { address, enable, parts, mask, loc } = port;
  const always = enable ? [enable] : [];
  const lost = (k: number, count: number): Expr[] =>
    later.map(other => negate(meets(other, address, port.addressNode, Math.floor((k * other.parts) / count))));
  const count = commonParts([port, ...later]);
  if (count === 1) return guarded([...always, ...lost(0, 1)], [assign(word(name, address), port.whole, loc)]);
  const bits = width / count;
  const stores = Array.from({ length: count }, (_, k): Statement[] => {
    const chosen = mask ? [mask(Math.floor((k * parts) / count))] : [];
    const target: Expr = { kind: 'wordPart', name, address, lsb: k * bits, width: bits };
    return guarded([...chosen, ...lost(k, count)], [assign(target, portBits(port, k * bits, bits, width), loc)]);
  });
  return guarded(always, stores.flat());
}
