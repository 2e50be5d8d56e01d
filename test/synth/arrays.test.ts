import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type Circuit,
  dot,
  i8,
  type MacArrayOptions,
  macArray,
  module,
  sint,
  streamIn,
  streamOut,
  uint,
  vec,
} from '../../dsl/index.js';
import { type Synthesised, synthesised } from './dsp.js';

/**
 * What arrays become on 7 series: the multipliers and their registers lie in DSP48E1, and the counts are those that
 * `docs/arithmetic.md` shows. Half a minute each.
 */
const test = suite('synthesis of arrays');

const page = readFileSync(new URL('../../docs/arithmetic.md', import.meta.url), 'utf8');

/** The row of the page that begins with this says what was found. */
function isDocumented(row: string, { used, dsp }: Synthesised): void {
  const found = `| ${row} | ${used.dsp} | ${used.lut} | ${used.ff} |`;
  console.log(found, dsp);
  assert.ok(page.includes(found), `docs/arithmetic.md has no ${found}`);
}

const square = (bits: number, options: MacArrayOptions): Circuit =>
  module(
    'array',
    () => ({
      x: streamIn(vec(i8, 16), { last: true }),
      w: streamIn(vec(i8, 16)),
      y: streamOut(vec(sint(bits), 16), { last: true }),
    }),
    io => macArray(io.x, io.w, options).into(io.y),
  )() as unknown as Circuit;

test('weights that stay: a DSP block for each product, sums along the cascades', async () => {
  const found = await synthesised(square(20, { dataflow: 'weight' }));
  assert.equal(found.dsp, { 'A1 B1 M P': 16, 'A1 B2 M P PCIN': 240 });
  isDocumented('`weight`', found);
});

test('packed: a DSP block for two products, in cascades of four', async () => {
  const found = await synthesised(square(20, { dataflow: 'weight', packed: true }));
  assert.equal(found.dsp, { 'A1 B1 M P': 8, 'A1 B2 M P': 24, 'A1 B2 M P PCIN': 96 });
  isDocumented('`weight`, `packed`', found);
});

test('folded: a quarter of the blocks', async () => {
  const found = await synthesised(square(20, { dataflow: 'weight', fold: 4 }));
  assert.is(found.used.dsp, 64);
  isDocumented('`weight`, `fold: 4`', found);
});

test('sums that stay: each in the output register of its block', async () => {
  const found = await synthesised(square(24, { dataflow: 'output', terms: 256 }));
  assert.equal(found.dsp, { 'A1 B1 M P': 16, 'A2 B2 M P': 240 });
  isDocumented('`output`', found);
});

const taps = [3, -7, 11, 99, -45, 23, 77, -101, 55];

test('a dot product in four stages, and as a cascade', async () => {
  const ports = { x: streamIn(vec(i8, 9)), y: streamOut(vec(sint(17), 1)) };
  const tree = module(
    'tree',
    () => ports,
    io => {
      io.x.map(x => [dot(x, taps).extend(17)], { stages: 4 }).into(io.y);
    },
  );
  const cascade = module(
    'cascade',
    () => ports,
    io => {
      const column = taps.map(tap => [tap]);
      macArray(io.x, column, { dataflow: 'weight' })
        .map(([sum]) => [sum!.extend(17)])
        .into(io.y);
    },
  );
  const stages = await synthesised(tree());
  assert.equal(stages.dsp, { 'A1 M': 6, 'A1 M PCIN': 2, 'A1 M P': 1 });
  isDocumented('`x.map(v => dot(v, taps), { stages: 4 })`', stages);
  const rows = await synthesised(cascade());
  assert.equal(rows.dsp, { 'A1 M P': 1, 'A2 M P PCIN': 5, 'B2 M P PCIN': 3 });
  isDocumented("`macArray(x, taps.map(tap => [tap]), { dataflow: 'weight' })`", rows);
});

test('a fifo of 2048 words and tables, in as few block RAMs as hold them', async () => {
  const entries = (count: number) => Array.from({ length: count }, (_, i) => (i * i * 7 + 3) & 0x3ffff);
  const word = uint(18);
  const memories = module(
    'memories',
    () => ({
      words: streamIn(word),
      later: streamOut(word),
      short: streamIn(uint(10)),
      shortly: streamOut(word),
      long: streamIn(uint(11)),
      longly: streamOut(word),
    }),
    io => {
      io.words.fifo(2048).into(io.later);
      io.short.table(word, entries(1024), { latency: 2 }).into(io.shortly);
      io.long.table(word, entries(2048), { latency: 2 }).into(io.longly);
    },
  );
  const { cells } = await synthesised(memories());
  assert.equal([cells.RAMB36E1, cells.RAMB18E1], [2, 1]);
});

test.run();
