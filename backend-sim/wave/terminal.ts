import type { Signal } from '../machine.js';
import { decodeScalar, integerOf } from '../value/scalar.js';
import type { Trace } from './trace.js';

/** Columns of text beside the names when nothing else is known. */
const DEFAULT_WIDTH = 100;
const NAME_LIMIT = 32;
const CELL_LIMIT = 20;

/**
 * Draws a trace as text, one row per signal and one cell per cycle: a line for one bit, `│value` where a wider
 * value changes. Cells are as wide as their values need; what does not fit into `width` goes on below.
 *
 * ```text
 * cycle  7    8    9
 * valid  ▁▁▁▁▁╱▔▔▔▔▔▔▔▔▔
 * state  │idle     │run
 * ```
 */
export function drawWaves(trace: Trace, width = DEFAULT_WIDTH): string {
  const { signals, columns, clocks } = trace;
  if (columns.length === 0) return 'no cycles yet';
  const names = signals.map(({ path }) => shorten(path.join('.')));
  const title = clocks.length === 0 ? 'cycle' : 'ns';
  const margin = Math.max(title.length, ...names.map(name => name.length), ...clocks.map(name => name.length)) + 2;
  const texts = signals.map((signal, row) => columns.map(({ values }) => textOf(signal, values[row]!)));
  const cell = cellWidth(trace, texts);
  const perBlock = Math.max(1, Math.floor((width - margin) / cell));

  const blocks: string[] = [];
  for (let from = 0; from < columns.length; from += perBlock) {
    const to = Math.min(columns.length, from + perBlock);
    const lines = [
      title.padEnd(margin) +
        ruler(
          columns.slice(from, to).map(({ label }) => label),
          cell,
        ),
    ];
    clocks.forEach((clock, i) => {
      const marks = columns.slice(from, to).map(({ edges }) => ((edges >>> i) & 1 ? '↑' : '').padStart(cell));
      lines.push(clock.padEnd(margin) + marks.join(''));
    });
    signals.forEach((signal, row) => {
      const draw = isLine(signal) ? drawLine : drawBoxes;
      lines.push(names[row]!.padEnd(margin) + draw(texts[row]!, from, to, cell));
    });
    blocks.push(lines.map(line => line.trimEnd()).join('\n'));
  }
  return blocks.join('\n\n');
}

/** One bit of logic is a line; a case of an enum, even in one bit, is a text. */
const isLine = ({ width, lanes, format }: Signal): boolean => width === 1 && lanes === 1 && format.kind !== 'enum';

function textOf(signal: Signal, lanes: readonly bigint[]): string {
  const { width, format } = signal;
  if (isLine(signal)) return lanes[0] === 0n ? '0' : '1';
  const texts = lanes.map(lane => {
    if (width > 32 && (format.kind === 'uint' || format.kind === 'sint')) {
      const value = integerOf(lane, format, width);
      return value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
    }
    return String(format.kind === 'bool' ? lane : decodeScalar(lane, format, width));
  });
  return texts.length === 1 ? texts[0]! : texts.join(' ');
}

/** The narrowest cell in which every value fits into the cycles during which it stands. */
function cellWidth({ signals, columns }: Trace, texts: readonly (readonly string[])[]): number {
  let cell = Math.max(2, Math.ceil((Math.max(...columns.map(({ label }) => label.length)) + 1) / 2));
  signals.forEach((signal, row) => {
    if (isLine(signal)) return;
    for (const { text, length } of runs(texts[row]!, 0, columns.length)) {
      cell = Math.max(cell, Math.ceil((text.length + 1) / length));
    }
  });
  return Math.min(cell, CELL_LIMIT);
}

function runs(texts: readonly string[], from: number, to: number): { text: string; length: number; fresh: boolean }[] {
  const found: { text: string; length: number; fresh: boolean }[] = [];
  for (let i = from; i < to; i++) {
    if (i > from && texts[i] === texts[i - 1]) found.at(-1)!.length += 1;
    else found.push({ text: texts[i]!, length: 1, fresh: i === 0 || texts[i] !== texts[i - 1] });
  }
  return found;
}

function drawLine(texts: readonly string[], from: number, to: number, cell: number): string {
  let line = '';
  for (let i = from; i < to; i++) {
    const level = texts[i] === '1' ? '▔' : '▁';
    const changed = i > 0 && texts[i] !== texts[i - 1];
    line += (changed ? (texts[i] === '1' ? '╱' : '╲') : level) + level.repeat(cell - 1);
  }
  return line;
}

function drawBoxes(texts: readonly string[], from: number, to: number, cell: number): string {
  return runs(texts, from, to)
    .map(({ text, length, fresh }) => (fresh ? '│' : ' ') + fit(text, length * cell - 1))
    .join('');
}

const fit = (text: string, room: number): string =>
  text.length <= room ? text.padEnd(room) : `${text.slice(0, Math.max(0, room - 1))}…`;

const shorten = (name: string): string => (name.length <= NAME_LIMIT ? name : `…${name.slice(1 - NAME_LIMIT)}`);

/** Labels above their cells, as many as fit. */
function ruler(labels: readonly string[], cell: number): string {
  let line = '';
  labels.forEach((label, i) => {
    const at = i * cell;
    if (line.length === 0 || line.length < at) line = line.padEnd(at) + label;
  });
  return line;
}
