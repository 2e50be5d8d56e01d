import { aligned } from '../text/aligned.js';
import type { CompiledGraph, CompiledNetwork, PassReport } from './image.js';

/** Clocks for which frames per second are told: usual for a Zynq-7020. */
const clocks = [100, 150] as const;

const header = ['layer', 'pass', 'result', 'tile', 'MAC', 'cycles', 'use', 'read', 'written', 'bound'] as const;

/** What the programs of a network take, to be read: a line for each pass, and what all come to. */
export function compiledText(network: CompiledNetwork): string {
  return [network.source, network.frame].map(graph => `${graphText(network, graph)}\n`).join('\n');
}

function graphText(network: CompiledNetwork, graph: CompiledGraph): string {
  const rows = graph.passes.map(pass => cells(pass, count));
  return `${totalText(network, graph)}\n\n${aligned([[...header], ...rows], 6).replaceAll(/ +$/gm, '')}`;
}

/** One line: cycles, how much of the array is used, bytes, and how many frames that is in a second. */
export function totalText(network: CompiledNetwork, graph: CompiledGraph): string {
  const { cycles, products, utilization, bytesRead, bytesWritten } = totalOf(network, graph);
  const frames = graph.name === 'source' ? 1 : network.batch;
  const what = graph.name === 'source' ? 'a source picture' : frames === 1 ? 'a frame' : `${frames} frames`;
  const each = clocks.map(mhz => `${((frames * mhz * 1e6) / cycles).toFixed(2)} at ${mhz} MHz`).join(', ');
  return [
    `For ${what}: ${count(cycles)} cycles, ${(products / 1e9).toFixed(3)} GMAC, ${percent(utilization)} of the array`,
    `${megabytes(bytesRead)} read, ${megabytes(bytesWritten)} written`,
    `${graph.name === 'source' ? 'pictures' : 'frames'} per second: ${each}`,
  ].join('; ');
}

/** What the passes of a program come to. */
export function totalOf({ accelerator: { rows, columns } }: CompiledNetwork, { passes, cycles }: CompiledGraph) {
  const sum = (of: 'products' | 'bytesRead' | 'bytesWritten'): number =>
    passes.reduce((all, pass) => all + pass[of], 0);
  const products = sum('products');
  return {
    cycles,
    products,
    utilization: products / (cycles * rows * columns),
    bytesRead: sum('bytesRead'),
    bytesWritten: sum('bytesWritten'),
  };
}

/** The passes as CSV: a line of names, then a line for each. */
export function compiledCsv({ source, frame }: CompiledNetwork): string {
  const rows = [source, frame].flatMap(({ name, passes }) => passes.map(pass => [name, ...cells(pass, String)]));
  return [['program', ...header], ...rows, []].map(row => row.join()).join('\n');
}

/** The passes of a program as a table of Markdown. */
export function compiledMarkdown({ passes }: CompiledGraph): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = header.map((_, i) => (i < 4 ? '---' : '---:'));
  return [line(header), line(rule), ...passes.map(pass => line(cells(pass, count)))].join('\n');
}

function cells(pass: PassReport, number: (value: number) => string): string[] {
  return [
    pass.layers.map(short).join(' + '),
    pass.kind,
    pass.shape.join('x'),
    pass.tile?.join('x') ?? '',
    pass.products === 0 ? '' : number(pass.products),
    number(pass.cycles),
    pass.products === 0 ? '' : percent(pass.utilization),
    number(pass.bytesRead),
    number(pass.bytesWritten),
    pass.bound,
  ];
}

/** Without the name of the part of the network that all layers have. */
const short = (name: string): string =>
  name.replace(/^generator\./, '').replace('dense_motion_network', 'dense_motion');

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 1)} MB`;

/** Thousands apart. */
const count = (n: number): string => n.toLocaleString('en-US').replaceAll(',', ' ');
