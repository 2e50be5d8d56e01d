import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { load, store } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { loadCycles, storeCycles, type UnitCycles, weightsCycles } from '../../../stdlib-engines/dma/cycles.js';
import { runLoads, runStores, runWeights } from './bench.js';
import { type Load, type Store, zeros } from './model.js';

const test = suite('cycles of dma');

const config = acceleratorConfig(16);
const memories = [
  { latency: 16, rate: 1 },
  { latency: 40, rate: 1 },
  { latency: 40, rate: 0.5 },
];

/** Rows, columns, blocks, padding all around, and words from a row to the next. */
const shapes = [
  [1, 1, 1, 0, 1],
  [1, 1, 1, 1, 1],
  [4, 8, 1, 0, 8],
  [4, 8, 1, 1, 32],
  [8, 16, 1, 1, 16],
  [8, 8, 2, 1, 16],
  [10, 34, 1, 0, 64],
  [18, 18, 2, 1, 20],
  [4, 2, 4, 0, 5],
  [4, 1, 4, 0, 5],
  [32, 2, 1, 0, 2],
  [0, 0, 2, 3, 0],
] as const;

const strides = (rows: number, columns: number, blocks: number, stride: number) => ({
  ...{ region: 1, images: 1, blocks, rows, columns },
  ...{ rowStride: 16 * stride, blockStride: Math.min(16 * stride * rows, 0x1000) },
});

const loadOf = ([rows, columns, blocks, pad, stride]: (typeof shapes)[number]): Load => ({
  ...zeros(load),
  ...strides(rows, columns, blocks, stride),
  ...{ padTop: pad, padBottom: pad, padLeft: pad, padRight: pad },
  ...{ rowPitch: columns + 2 * pad, blockPitch: (columns + 2 * pad) * (rows + 2 * pad) },
});

const storeOf = ([rows, columns, blocks, , stride]: (typeof shapes)[number]): Store => ({
  ...zeros(store),
  ...strides(rows, columns, blocks, stride),
  ...{ rowPitch: columns, blockPitch: columns * rows },
});

/** One command, and what each of more of them adds, as stated: within 6 cycles or 1 %, short rows apart. */
function agrees(shape: readonly number[], said: UnitCycles, run: (count: number) => number): void {
  const one = run(1);
  const count = one < 100 ? 40 : one < 1000 ? 5 : 3;
  const more = (run(count) - one) / (count - 1);
  const short = shape.length > 1 && shape[1]! < 8 && shape[4]! > shape[1]!;
  const near = (a: number, b: number, cycles: number, part: number) => Math.abs(a - b) <= Math.max(cycles, part * b);
  const found = `${shape}: alone ${said.alone}, found ${one}; busy ${said.busy}, found ${more}`;
  assert.ok(near(said.alone, one, short ? 35 : 6, 0.01) && near(said.busy, more, 2, short ? 0.07 : 0.01), found);
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

for (const memory of memories) {
  const title = `latency ${memory.latency}, ${memory.rate} beats per cycle`;
  test(`loads: ${title}`, () => {
    for (const shape of shapes) {
      const box = loadOf(shape);
      agrees(shape, loadCycles(box, config, memory), n => runLoads(config, times(n, { load: box }), memory).cycles);
    }
  });
  test(`stores: ${title}`, () => {
    for (const shape of shapes.filter(([rows]) => rows > 0)) {
      const box = storeOf(shape);
      agrees(shape, storeCycles(box, config, memory), n => runStores(config, times(n, box), memory).cycles);
    }
  });
  test(`weights: ${title}`, () => {
    for (const bytes of [16, 128, 1024, 4096]) {
      const one = { address: 0, region: 1, bytes };
      const said = weightsCycles(one, config, memory);
      agrees([bytes], said, n => runWeights(config, times(n, one), (n * bytes) / 16, memory).cycles);
    }
  });
}

test.run();
