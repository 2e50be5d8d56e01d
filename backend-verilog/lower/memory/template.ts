import type { Memory, Module } from '../../../dsl/ir/index.js';
import type { ReadMode } from './read-port.js';
import type { WritePortRtl } from './write-port.js';

/** The shape in which a memory is printed, for the report. */
export interface MemoryReport {
  readonly module: string;
  readonly memory: string;
  readonly verilog: string;
  readonly width: number;
  readonly depth: number;
  readonly style: Memory['style'];
  /** Such as `simple dual port, read first, 4 byte enables`. */
  readonly template: string;
}

/** Names the vendor template that a memory follows. */
export function templateOf(
  module: Module,
  memory: Memory,
  writes: readonly WritePortRtl[],
  modes: readonly ReadMode[],
): string {
  const clocked = memory.reads.filter(read => read.domain !== undefined);
  const masks = Math.max(1, ...writes.map(({ parts }) => parts));
  const enables = masks > 1 ? `, ${masks} byte enables` : '';
  const when = [...new Set(modes)].join(' and ');
  if (writes.length === 0) return clocked.length === memory.reads.length ? 'synchronous ROM' : 'lookup table';
  if (clocked.length < memory.reads.length)
    return `distributed RAM, ${writes.length} write, ${memory.reads.length} read${enables}`;
  const shared = writes.filter(({ addressNode, domain }) =>
    clocked.some(read => read.domain === domain && module.nodes[read.node]!.args[0] === addressNode),
  );
  if (writes.length === 2 && clocked.length <= 2 && shared.length === clocked.length)
    return `true dual port, ${when}${enables}`;
  if (writes.length === 1 && clocked.length === 1)
    return `${shared.length === 1 ? 'single port' : 'simple dual port'}, ${when}${enables}`;
  return `multi-port, ${writes.length} write, ${clocked.length} read, ${when}${enables}`;
}
