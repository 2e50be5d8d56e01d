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
  const read = (expr: Expr): void => {
    walkExpr(expr, e => {
      if (e.kind === 'ref' || e.kind === 'part') use(e.name, 0, declared.get(e.name) ?? 0);
      if (e.kind === 'select') use(e.name, e.lsb, e.msb + 1);
    });
  };
  for (const item of items) walkItem(item, read, () => undefined);
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
