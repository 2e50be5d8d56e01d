import type { Explained, ExplainedBlock, ExplainedTask } from './explain.js';

const ns = (value: number): string => value.toFixed(2);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** The schedule as a table for a terminal: what is critical bears a star. */
export function tableOf(explained: Explained): string {
  const { name, target, period, latency, ii, top, arrays } = explained;
  const made = period === undefined ? 'no period' : `${ns(period)} ns on ${target}, estimated`;
  const head = `kernel ${name}: latency ${latency}, an element every ${ii === 1 ? 'cycle' : `${ii} cycles`}; ${made}`;
  const places = { block: 'block memory', distributed: 'distributed memory', registers: 'registers' };
  const stored = arrays.map(
    ({ name: array, style, words, width }) => `${array}: ${words} words of ${width} bits in ${places[style]}`,
  );
  return `${[head, ...stored, ...blockLines(top, '')].join('\n')}\n`;
}

function blockLines(block: ExplainedBlock, indent: string): string[] {
  const { title, depth, ii, duration, bits, early, tasks, wiring, loops } = block;
  const times =
    title === 'stages' || title === 'states'
      ? `${depth} ${depth === 1 ? title.slice(0, -1) : title}`
      : `${title}: an iteration of ${depth} every ${ii} cycles, ${duration} in all`;
  const saved = sum(early) > sum(bits) ? ` (${sum(early)} as early as possible)` : '';
  const rest =
    wiring > 0 ? `, and ${wiring === 1 ? '1 operation that takes' : `${wiring} operations that take`} no time` : '';
  const lines = [`${indent}${times}; ${sum(bits)} bits in registers${saved}`];
  lines.push(...table(tasks, bits).map(line => `${indent}  ${line}`));
  if (rest) lines.push(`${indent}  ${rest.slice(2)}`);
  return [...lines, ...loops.flatMap(inner => blockLines(inner, `${indent}  `))];
}

function table(tasks: readonly ExplainedTask[], bits: readonly number[]): string[] {
  const rows: string[][] = [['cycle', 'operation', 'line', 'from', 'to', 'slack', '']];
  bits.forEach((count, cycle) => {
    for (const task of tasks)
      if (task.cycle === cycle)
        rows.push([
          task.latency > 0 ? `${cycle}-${cycle + task.latency}` : String(cycle),
          task.title,
          task.line ? `${task.line.file.split(/[\\/]/).at(-1)}:${task.line.line}` : '',
          ns(task.from),
          ns(task.to),
          ns(task.slack),
          task.critical ? '*' : '',
        ]);
    rows.push([String(cycle), `-- ${count} bits --`, '', '', '', '', '']);
  });
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  const right = new Set([3, 4, 5]);
  return rows.map(row =>
    row
      .map((cell, column) => (right.has(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}
