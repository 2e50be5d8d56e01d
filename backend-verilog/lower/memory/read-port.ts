import type { NodeId } from '../../../dsl/ir/index.js';
import { any, concat, type Expr, literal, ref, select, ternary, word } from '../../rtl/expr.js';
import type { Item, Statement } from '../../rtl/item.js';
import { netName, nodeOf, type Scope } from '../scope.js';
import { fitIndex, inRange, value } from '../value.js';
import { assign, commonParts, guarded, meets, portBits, type WritePortRtl } from './write-port.js';

/** How a port shows a word that is written at the same edge. */
export type ReadMode = 'read first' | 'write first' | 'read first with forwarding';

/** A synchronous read port. */
export interface ReadPortRtl {
  readonly mode: ReadMode;
  readonly declarations: readonly Item[];
  readonly statements: readonly Statement[];
}

/**
 * The plain reading of the array into a register, which every tool knows, and around it what the port promises more:
 *
 * - `new` through the one port that has the same address, without enables: the vendors' write-first template;
 * - `new` otherwise: written parts are kept in a register beside and chosen behind the memory,
 *   because a multiplexer between memory and register keeps tools from using block RAM;
 * - an address beyond the depth: a register remembers it, and the result is 0.
 */
export function readPort(scope: Scope, mem: number, node: NodeId, news: readonly WritePortRtl[]): ReadPortRtl {
  const { width, depth } = scope.module.memories[mem]!;
  const { args, loc } = nodeOf(scope, node);
  const [address, enable] = args as [NodeId, NodeId | undefined];
  const output = netName(scope, node);
  const range = inRange(scope, address, depth);
  const [only] = news;
  const alone = news.length === 1 && enable === undefined && !only!.mask && only!.addressNode === address;
  const writeFirst = alone ? only : undefined;
  const forward = writeFirst ? [] : news;
  const plain = !range && forward.length === 0;
  const raw = plain ? output : scope.names.take(`${output}_word`);
  const load = word(scope.memoryNames[mem]!, fitIndex(scope, address, depth));
  const body = [assign(ref(raw), load, loc)];
  const nets = [{ name: raw, width }];
  if (writeFirst) {
    const through = assign(ref(raw), writeFirst.whole);
    body.push(...guarded(writeFirst.enable ? [writeFirst.enable] : [], [through]));
  }

  const wires: Item[] = [];
  let seen: Expr = ref(raw);
  if (forward.length > 0) {
    const parts = commonParts(forward);
    const [fresh, taken] = [scope.names.take(`${output}_new`), scope.names.take(`${output}_taken`)];
    nets.push({ name: fresh, width }, { name: taken, width: parts });
    body.push(...keep(forward, fresh, taken, width, parts, fitIndex(scope, address, depth), address));
    seen = chosen(raw, fresh, taken, width, parts);
  }
  if (range) {
    const exists = scope.names.take(`${output}_exists`);
    nets.push({ name: exists, width: 1 });
    body.push(assign(ref(exists), range));
    seen = ternary(ref(exists), seen, literal(width, 0n));
  }
  if (!plain) wires.push({ kind: 'net', type: 'wire', name: output, width, value: seen });
  const start = (bits: number): Expr | undefined => (scope.options.initial === false ? undefined : literal(bits, 0n));
  const registers = nets.map((net): Item => ({ kind: 'net', type: 'reg', ...net, value: start(net.width), loc }));
  const conditions = enable === undefined ? [] : [value(scope, enable)];
  const mode = writeFirst ? 'write first' : forward.length > 0 ? 'read first with forwarding' : 'read first';
  return { mode, declarations: [...registers, ...wires], statements: guarded(conditions, body) };
}

/** Remembers for each part whether a port writes it at this edge, and what; the last port counts. */
function keep(
  ports: readonly WritePortRtl[],
  fresh: string,
  taken: string,
  width: number,
  parts: number,
  address: Expr,
  node: NodeId,
): Statement[] {
  const bits = width / parts;
  const [only, second] = ports;
  const whole = second ? [] : [assign(ref(fresh), only!.whole)];
  const pieces = Array.from({ length: parts }, (_, k): Statement[] => {
    const hits = ports.map(port => meets(port, address, node, Math.floor((k * port.parts) / parts)));
    const datum = ports
      .map(port => portBits(port, k * bits, bits, width))
      .reduce((earlier, later, i) => ternary(hits[i]!, later, earlier));
    const [flag, part] = parts === 1 ? [ref(taken), ref(fresh)] : [select(taken, k, k), partOf(fresh, k, bits)];
    return [assign(flag, any(hits)), ...(second ? [assign(part, datum)] : [])];
  });
  return [...pieces.flat(), ...whole];
}

const partOf = (name: string, k: number, bits: number): Expr => select(name, (k + 1) * bits - 1, k * bits);

/** `taken ? new : old`, part by part. */
function chosen(old: string, fresh: string, taken: string, width: number, parts: number): Expr {
  if (parts === 1) return ternary(ref(taken), ref(fresh), ref(old));
  const bits = width / parts;
  const pieces = Array.from({ length: parts }, (_, k) =>
    ternary(select(taken, k, k), partOf(fresh, k, bits), partOf(old, k, bits)),
  );
  return concat(pieces.reverse());
}

/** The right side of an asynchronous read. */
export function asynchronousRead(scope: Scope, node: NodeId): Expr {
  const { of: mem, args } = nodeOf(scope, node);
  const { depth, width } = scope.module.memories[mem!]!;
  const range = inRange(scope, args[0]!, depth);
  const data = word(scope.memoryNames[mem!]!, fitIndex(scope, args[0]!, depth));
  return range ? ternary(range, data, literal(width, 0n)) : data;
}
