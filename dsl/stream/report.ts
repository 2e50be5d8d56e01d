import { type Circuit, designOf, type Module, type NodeId, type StreamInfo } from '../ir/index.js';
import { type Analysis, analyse } from '../pass/analyse/analysis.js';
import { reachBits } from '../pass/analyse/bit-reach.js';

/**
 * The streams of a circuit as a table, module by module: what they carry, their latency and interval in cycles, and on
 * which streams their `valid`, and the `ready` that they take, depend within one cycle. The last two are read from
 * the finished hardware.
 *
 * @example console.log(report(conv3x3(spec)));
 */
export function report(circuit: Circuit): string {
  const blocks = analyse(circuit[designOf]).flatMap(analysis => {
    const { module } = analysis;
    if (module.streams.length === 0) return [];
    return [`${module.name}\n${table([header, ...module.streams.map(stream => row(analysis, stream))])}`];
  });
  return blocks.length === 0 ? 'no streams\n' : blocks.reverse().join('\n');
}

const header = ['stream', 'dir', 'bits', 'latency', 'interval', 'valid from', 'ready from'];

function row(analysis: Analysis, stream: StreamInfo): string[] {
  const { module } = analysis;
  const borders = module.streams.filter(({ dir }) => dir !== 'inner');
  const from = (node: NodeId, side: 'valid' | 'ready', dir: 'in' | 'out'): string => {
    const seen = new Set<NodeId>();
    reachBits(analysis, [node, 0], id => seen.add(id) !== undefined);
    const names = borders.filter(other => other.dir === dir && seen.has(other[side])).map(({ name }) => name);
    return names.length === 0 ? 'register' : names.join(' ');
  };
  return [
    stream.name,
    stream.dir,
    String(bitsOf(module, stream)),
    stream.dir === 'in' ? '' : (stream.latency?.toString() ?? 'varies'),
    stream.dir === 'in' ? '' : (stream.interval?.toString() ?? 'varies'),
    stream.dir === 'in' ? '' : from(stream.valid, 'valid', 'in'),
    stream.dir === 'out' ? '' : from(stream.ready, 'ready', 'out'),
  ];
}

const bitsOf = ({ nodes }: Module, { payload }: StreamInfo): number =>
  payload.reduce((sum, { node }) => sum + nodes[node]!.width * nodes[node]!.lanes, 0);

function table(rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, i) => Math.max(...rows.map(cells => cells[i]!.length)));
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')}`.trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}
