import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { simulate } from '../../../backend-sim/index.js';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import {
  type ConvWork,
  convCycles,
  convStart,
  epilogueCycles,
  epilogueDrain,
  handover,
} from '../../../stdlib-engines/convolution/cycles.js';
import { convolutionEngine } from '../../../stdlib-engines/convolution/engine.js';
import { jobOf, type Layer } from './bench.js';

/** The formulas of cycles, against cycles that were counted. */
const test = suite('cycles of convolutions');

const add = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);

for (const [rows, columns] of [
  [8, 8],
  [8, 16],
  [16, 16],
] as const) {
  const config = acceleratorConfig(rows, columns, { tileWords: 16384, outWords: 16384 });
  const sim = simulate(convolutionEngine({ config }));
  const layer: Layer = {
    ...{ images: 1, inputs: rows, outputs: columns, kernel: 3, stride: 1, rows: 5, columns: 5, mode: 'relu' },
    ...{ wide: false, chunk: 4, slack: 0, seed: 1 },
  };
  /** Cycles until all is done, of the convolutions alone and of what follows. */
  const count = (layers: readonly Layer[]) => {
    const { conv, weights, epilogue } = jobOf(layers, config);
    const summed = sim.transfer({ conv, weights } as never, { expect: { conv_done: conv.length } as never });
    sim.step(40);
    const ended = sim.transfer({ epilogue } as never, { expect: { epilogue_done: epilogue.length } as never });
    return { conv: summed.cycles, epilogue: ended.cycles, work: conv as unknown as ConvWork[], epilogues: epilogue };
  };
  /** The last set ends with its last pixel, however few it has. */
  const shorter = ({ images, rows: high, columns: wide }: ConvWork): number =>
    Math.max(0, rows + 1 - images * high * wide);

  test(`${rows}x${columns}: as many as the formulas say`, () => {
    const chunks = { ...layer, inputs: 3 * rows, chunk: 1 };
    for (const layers of [
      [layer],
      [layer, layer],
      [{ ...layer, rows: 8, columns: 8, mode: 'pool', images: 2 }],
      [chunks],
      [chunks, { ...chunks, kernel: 1 }],
      [{ ...layer, rows: 1, columns: 1 }],
      [
        { ...layer, rows: 2, columns: 2 },
        { ...chunks, rows: 1, columns: 3 },
      ],
      [{ ...layer, kernel: 5, stride: 2 as const, rows: 11, columns: 10, images: 2 }],
    ] as Layer[][]) {
      const { conv, epilogue, work, epilogues } = count(layers);
      const expected = add(work.map(each => convCycles(each, config))) - parametersOfFirst(work[0]!, rows);
      assert.is(conv, convStart({ first: 1 }, config) + expected - shorter(work.at(-1)!));
      assert.is(epilogue, add(epilogues.map(each => epilogueCycles(each as never, config))));
    }
  });

  test(`${rows}x${columns}: a group is read soon after its last pixel was taken`, () => {
    const { conv, weights, epilogue } = jobOf([layer], config);
    const all = { conv: conv.length, epilogue: epilogue.length };
    const whole = sim.transfer({ conv, weights, epilogue } as never, {
      expect: { conv_done: all.conv, epilogue_done: all.epilogue } as never,
    });
    const alone = count([layer]);
    const reading = 25 * (columns / config.lanes);
    assert.is(whole.cycles - alone.conv, handover(config) + reading + epilogueDrain);
  });

  test(`${rows}x${columns}: the array rests for less than 1 % of a layer`, () => {
    const wide = { ...layer, inputs: 2 * rows, rows: 16, columns: 16, chunk: 1 };
    const { conv } = count([wide, wide].map((each, i) => ({ ...each, seed: i })));
    const products = 2 * 2 * 9 * 256;
    assert.ok(products / conv > 0.99, `${products} of ${conv} cycles`);
  });
}

/** Those of the first command are counted by `convStart`. */
const parametersOfFirst = (work: ConvWork, rows: number): number =>
  convCycles(work, { rows }) - convCycles({ ...work, first: 0 }, { rows });

test.run();
