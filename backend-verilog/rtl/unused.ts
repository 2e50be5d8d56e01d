import { concat, type Expr, literal, ref, select, unary } from './expr.js';
import type { Item, RtlPort } from './item.js';
import { walkExpr, walkItem } from './walk.js';

/**
 * The bits that nothing in the module reads, gathered in the wire that linters know:
 *
 *   wire _unused_ok = &{1'b0, product[6:0]};
 *
 * Nets whose name contains `unused` say so themselves.
 */
export function unusedBits(ports: readonly RtlPort[], items: readonly Item[], name: string): Item[] {
  const declared = new Map<string, number>();
  for (const port of ports) if (port.dir === 'input') declared.set(port.name, port.width);
  for (const item of items)
    if (item.kind === 'net' && !item.name.includes('unused')) declared.set(item.name, item.width);
  const used = new Map<string, Uint8Array>();
  const use = (net: string, from: number, to: number): void => {
    const width = declared.get(net);
    if (width === undefined) return;
    const bits = used.get(net) ?? new Uint8Array(width);
    bits.fill(1, from, to);
    used.set(net, bits);
  };
  /** Within a loop, positions that its variable gives are known. */
  const readIn =
    (loop: Loop | undefined) =>
    (expr: Expr): void => {
      walkExpr(expr, e => {
        if (e.kind === 'ref') use(e.name, 0, declared.get(e.name) ?? 0);
        else if (e.kind === 'select') use(e.name, e.lsb, e.msb + 1);
        else if (e.kind === 'part') {
          const starts = loop ? positions(e.offset, loop) : undefined;
          for (const from of starts ?? [0]) use(e.name, from, starts ? from + e.width : (declared.get(e.name) ?? 0));
        }
      });
    };
  for (const item of items) {
    if (item.kind === 'loop') for (const inner of item.body) walkItem(inner, readIn(item), () => undefined);
    else walkItem(item, readIn(undefined), () => undefined);
  }
  const unused = [...declared].flatMap(([net, width]) => runs(net, width, used.get(net)));
  if (unused.length === 0) return [];
  const value = unary('&', concat([literal(1, 0n), ...unused]));
  return [{ kind: 'net', type: 'wire', name, width: 1, value }];
}

/** The unread stretches of one net. */
function runs(net: string, width: number, used: Uint8Array | undefined): Expr[] {
  if (!used) return [ref(net)];
  const found: Expr[] = [];
  for (let from = used.indexOf(0); from >= 0; ) {
    const end = used.indexOf(1, from);
    const to = end < 0 ? width : end;
    found.push(select(net, to - 1, from));
    from = end < 0 ? -1 : used.indexOf(0, end);
  }
  return found;
}

type Loop = Extract<Item, { kind: 'loop' }>;

/** Where an offset points in each round of a loop; undefined when it depends on more than the round. */
function positions(offset: Expr, { variable, count }: Loop): number[] | undefined {
  const at = (e: Expr, round: number): number => {
    if (e.kind === 'int') return e.value;
    if (e.kind === 'ref' && e.name === variable) return round;
    if (e.kind === 'binary' && e.op === '*') return at(e.a, round) * at(e.b, round);
    if (e.kind === 'binary' && e.op === '+') return at(e.a, round) + at(e.b, round);
    return Number.NaN;
  };
  const found = Array.from({ length: count }, (_, round) => at(offset, round));
  return found.some(Number.isNaN) ? undefined : found;
}
