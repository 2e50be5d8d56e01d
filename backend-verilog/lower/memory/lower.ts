import type { Memory, NodeId } from '../../../dsl/ir/index.js';
import { all, binary, type Expr, literal, negate, ref, select, ternary, word } from '../../rtl/expr.js';
import type { Attribute, Item, Statement } from '../../rtl/item.js';
import { domainOf, netName, nodeOf, type Placed, type Scope } from '../scope.js';
import { clockEdge } from '../sequential.js';
import { fitIndex, inRange, value } from '../value.js';
import { contents } from './contents.js';
import { type MemoryReport, templateOf } from './template.js';
import { type WritePortRtl, writePorts } from './write-port.js';

/**
 * A memory in the shape that vendors document for inference: an array, one clocked block for each write port,
 * one for each synchronous read port unless it shares the write port's address. Read-first is the plain reading
 * of the array; write-first adds the comparison with the written address.
 */
export function lowerMemory(scope: Scope, mem: number): { placed: Placed[]; report: MemoryReport } {
  const memory = scope.module.memories[mem]!;
  const name = scope.memoryNames[mem]!;
  const items: Item[] = [];
  const writes = writePorts(scope, mem, items);
  declare(scope, mem, writes);
  const together = writes.length > 2;
  const blocks = new Map<string, Statement[]>();
  const into = (domain: string, key: string): Statement[] => {
    const known = blocks.get(`${domain} ${key}`) ?? [];
    blocks.set(`${domain} ${key}`, known);
    return known;
  };
  writes.forEach((port, i) => {
    const later = together ? [] : writes.slice(i + 1).filter(other => other.domain === port.domain);
    into(port.domain, together ? '' : `write ${i}`).push(...writeStatements(name, memory, port, later));
  });
  const reads = memory.reads.filter(read => read.domain !== undefined && scope.plan.live[read.node]);
  reads.forEach((read, i) => {
    const domain = read.domain!;
    const [address] = nodeOf(scope, read.node).args;
    const shared = writes.findIndex(port => port.domain === domain && port.addressNode === address);
    const key = shared >= 0 && !together ? `write ${shared}` : `read ${i}`;
    const bypass = read.underWrite === 'new' ? writes.filter(port => port.domain === domain) : [];
    into(domain, key).push(...readStatements(scope, mem, read.node, bypass));
  });
  for (const [key, body] of blocks)
    items.push({ kind: 'always', on: [clockEdge(domainOf(scope, key.slice(0, key.indexOf(' '))))], body });
  const at: NodeId = Math.max(
    0,
    ...writes.map(port => port.at),
    ...reads.map(({ node }) => node),
    ...argsOf(scope, memory),
  );
  const template = templateOf(scope.module, memory, writes);
  const { width, depth, style } = memory;
  const report = { module: scope.module.name, memory: memory.name, verilog: name, width, depth, style, template };
  return {
    placed: items.length > 0 ? [{ at, items: [{ kind: 'comment', text: `${name}: ${template}` }, ...items] }] : [],
    report,
  };
}

const argsOf = (scope: Scope, memory: Memory): NodeId[] => memory.reads.flatMap(({ node }) => nodeOf(scope, node).args);

function declare(scope: Scope, mem: number, writes: readonly WritePortRtl[]): void {
  const { width, depth, style, loc, reads } = scope.module.memories[mem]!;
  const name = scope.memoryNames[mem]!;
  const isRom = writes.length === 0;
  const attributes: Attribute[] = style === 'auto' ? [] : [{ name: isRom ? 'rom_style' : 'ram_style', value: style }];
  const twoClocks = new Set(writes.map(port => domainOf(scope, port.domain).clock)).size > 1;
  scope.declarations.push({ kind: 'memory', name, width, depth, attributes, twoClocks, loc });
  const initial = contents(scope, mem, isRom);
  scope.declarations.push(...initial, ...(initial.length > 0 ? [{ kind: 'blank' } as const] : []));
  for (const { node, domain } of reads) {
    if (domain === undefined || !scope.plan.live[node]) continue;
    const start = (bits: number): Expr | undefined => (scope.options.initial === false ? undefined : literal(bits, 0n));
    const { loc: at } = nodeOf(scope, node);
    const output = netName(scope, node);
    if (rangeOf(scope, mem, node)) {
      scope.declarations.push({ kind: 'net', type: 'reg', name: rawName(output), width, value: start(width), loc: at });
      scope.declarations.push({ kind: 'net', type: 'reg', name: flagName(output), width: 1, value: start(1) });
      scope.declarations.push({
        kind: 'net',
        type: 'wire',
        name: output,
        width,
        value: ternary(ref(flagName(output)), ref(rawName(output)), literal(width, 0n)),
      });
    } else scope.declarations.push({ kind: 'net', type: 'reg', name: output, width, value: start(width), loc: at });
  }
}

const rawName = (output: string): string => `${output}_word`;
const flagName = (output: string): string => `${output}_exists`;

/** The condition that a read's address lies within the memory, when it may not. */
const rangeOf = (scope: Scope, mem: number, node: NodeId): Expr | undefined =>
  inRange(scope, nodeOf(scope, node).args[0]!, scope.module.memories[mem]!.depth);

function writeStatements(
  name: string,
  { width }: Memory,
  port: WritePortRtl,
  later: readonly WritePortRtl[],
): Statement[] {
  const { address, enable, parts, mask, loc } = port;
  const meets = (other: WritePortRtl): Expr =>
    all([...(other.enable ? [other.enable] : []), binary('==', other.address, address)]);
  const wholeWord = mask === undefined && later.every(other => other.mask === undefined);
  if (wholeWord) {
    const store: Statement = { kind: 'assign', blocking: false, target: word(name, address), value: port.whole, loc };
    return guarded([...(enable ? [enable] : []), ...later.map(other => negate(meets(other)))], [store]);
  }
  const count = Math.max(parts, ...later.map(other => other.parts));
  const bits = width / count;
  const stores = Array.from({ length: count }, (_, k): Statement[] => {
    const lost = later.map(other =>
      negate(all([meets(other), ...(other.mask ? [other.mask(Math.floor((k * other.parts) / count))] : [])])),
    );
    const chosen = mask ? [mask(Math.floor((k * parts) / count))] : [];
    const target: Expr = { kind: 'wordPart', name, address, lsb: k * bits, width: bits };
    return guarded(
      [...chosen, ...lost],
      [{ kind: 'assign', blocking: false, target, value: portBits(port, k * bits, bits, width), loc }],
    );
  });
  return guarded(enable ? [enable] : [], stores.flat());
}

/** Bits of a port's data; parts finer than its own are cut out of them. */
function portBits(port: WritePortRtl, from: number, bits: number, width: number): Expr {
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

function readStatements(scope: Scope, mem: number, node: NodeId, bypass: readonly WritePortRtl[]): Statement[] {
  const { width, depth } = scope.module.memories[mem]!;
  const { args, loc } = nodeOf(scope, node);
  const [addressNode, enable] = args as [NodeId, NodeId | undefined];
  const range = rangeOf(scope, mem, node);
  const output = netName(scope, node);
  const target = range ? rawName(output) : output;
  const address = fitIndex(scope, addressNode, depth);
  const load = (to: Expr, from: Expr, at = loc): Statement => ({
    kind: 'assign',
    blocking: false,
    target: to,
    value: from,
    loc: at,
  });
  const body: Statement[] = [load(ref(target), word(scope.memoryNames[mem]!, address))];
  if (range) body.push(load(ref(flagName(output)), range, undefined));
  for (const port of bypass) {
    const same = port.addressNode === addressNode ? [] : [binary('==', port.address, address)];
    const hit = [...(port.enable ? [port.enable] : []), ...same];
    const { mask } = port;
    if (!mask) body.push(...guarded(hit, [load(ref(target), port.whole, undefined)]));
    else {
      const bits = width / port.parts;
      const stores = Array.from({ length: port.parts }, (_, k) =>
        guarded([mask(k)], [load(select(target, (k + 1) * bits - 1, k * bits), port.data(k), undefined)]),
      );
      body.push(...guarded(hit, stores.flat()));
    }
  }
  return guarded(enable === undefined ? [] : [value(scope, enable)], body);
}

/** The statements under all these conditions. */
const guarded = (terms: readonly Expr[], body: readonly Statement[]): Statement[] =>
  terms.length === 0 ? [...body] : [{ kind: 'if', cond: all(terms), then: body, else: [] }];

/** The right side of an asynchronous read. */
export function asynchronousRead(scope: Scope, node: NodeId): Expr {
  const { of: mem, args } = nodeOf(scope, node);
  const { depth, width } = scope.module.memories[mem!]!;
  const range = inRange(scope, args[0]!, depth);
  const data = word(scope.memoryNames[mem!]!, fitIndex(scope, args[0]!, depth));
  return range ? ternary(range, data, literal(width, 0n)) : data;
}
