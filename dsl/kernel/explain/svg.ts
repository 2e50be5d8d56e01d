import type { Explained, ExplainedBlock } from './explain.js';

const row = 18;
const names = 220;
const column = 96;

/** The schedule as a picture: a line for each operation, a column for each cycle; bars in them are to scale. */
export function svgOf(explained: Explained): string {
  const body: string[] = [];
  let y = 24;
  let width = 0;
  const draw = (block: ExplainedBlock): void => {
    const count = Math.max(block.depth, block.bits.length);
    width = Math.max(width, names + count * column + 8);
    body.push(text(4, y, heading(block), 'bold'));
    y += row;
    const top = y;
    const limit = Math.max(explained.period ?? 0, ...block.tasks.map(({ to }) => to), 0.01);
    block.bits.forEach((bits, cycle) => {
      const x = names + cycle * column;
      body.push(text(x + 4, y, `${cycle}`, ''), text(x + column - 4, y, bits > 0 ? `${bits} bits` : '', 'end'));
    });
    y += row;
    for (const task of block.tasks) {
      const scale = (column - 4) / limit;
      const x = names + task.cycle * column + 2 + task.from * scale;
      const size = task.latency > 0 ? task.latency * column - 4 : Math.max(2, (task.to - task.from) * scale);
      const where = task.line ? `${task.line.file.split(/[\\/]/).at(-1)}:${task.line.line}` : '';
      body.push(
        text(4, y, `${task.title}  ${where}`, ''),
        `<rect x="${fixed(x)}" y="${y - 11}" width="${fixed(size)}" height="12" fill="${task.critical ? '#d1495b' : '#30638e'}"><title>${escaped(`${task.title}: ${fixed(task.from)} to ${fixed(task.to)} ns, slack ${fixed(task.slack)} ns`)}</title></rect>`,
      );
      y += row;
    }
    for (let cycle = 0; cycle <= count; cycle++) {
      const x = names + cycle * column;
      body.push(`<line x1="${x}" y1="${top - 12}" x2="${x}" y2="${y - 8}" stroke="#999" stroke-width="1"/>`);
    }
    y += row / 2;
    block.loops.forEach(draw);
  };
  draw(explained.top);
  const title = `${explained.name}: latency ${explained.latency}, an element every ${explained.ii}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" font-family="monospace" font-size="11">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" fill="#fff"/>
${body.join('\n')}
</svg>
`;
}

const heading = ({ title, depth, ii }: ExplainedBlock): string =>
  title === 'stages' || title === 'states' ? `${depth} ${title}` : `${title}: an iteration of ${depth} every ${ii}`;

function text(x: number, y: number, content: string, style: string): string {
  const more = style === 'bold' ? ' font-weight="bold"' : style === 'end' ? ' text-anchor="end" fill="#666"' : '';
  return `<text x="${x}" y="${y}"${more}>${escaped(content)}</text>`;
}

const fixed = (value: number): string => String(Number(value.toFixed(2)));

const escaped = (value: string): string => value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
