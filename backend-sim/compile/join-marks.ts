import { type Block, type Item, newItem } from './block.js';
import type { Graph } from './graph.js';
import { itemsWithin } from './place.js';
import type { MarkSink } from './sink.js';

/** Makes one of all marks of a block that set the same bits: they are set when any of the conditions holds. */
export function joinMarks(g: Graph, root: Block): void {
  const firsts = new Map<Block, Map<string, MarkSink>>();
  const keyOf = ({ bits }: MarkSink): string => bits.map(({ address, mask }) => `${address}:${mask}`).join();
  for (const item of itemsWithin(root)) {
    if (item.kind !== 'sink' || item.sink.kind !== 'mark') continue;
    const own = firsts.get(item.block) ?? new Map<string, MarkSink>();
    firsts.set(item.block, own);
    const first = own.get(keyOf(item.sink));
    own.set(keyOf(item.sink), first ? joined(g, first, item.sink) : item.sink);
  }
  for (const [block, own] of firsts) {
    block.items = [
      ...block.items.filter(item => item.kind !== 'sink' || item.sink.kind !== 'mark'),
      ...[...own.values()].map((sink): Item => ({ kind: 'sink', sink, ...newItem(block) })),
    ];
  }
}

function joined(g: Graph, { bits, cond: a }: MarkSink, { cond: b }: MarkSink): MarkSink {
  return { kind: 'mark', bits, ...(a && b && { cond: g.or(a, b) }) };
}
