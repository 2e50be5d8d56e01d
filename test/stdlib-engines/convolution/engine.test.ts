import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { faults } from '../../../stdlib-engines/accelerator/fault.js';
import { weathers } from '../../dsl/stream/rig.js';
import { numbers } from '../quantized/ranges.js';
import { add, engine, expected, type Job, jobOf, type Layer, none, run } from './bench.js';
import { layersFor } from './layers.js';

/** Layers through the engine, against the operators of the integer model, bit for bit. */
const test = suite('convolution engine');

const small = acceleratorConfig(8, 8, { tileWords: 16384 });
const plain: Layer = {
  ...{ images: 1, inputs: 16, outputs: 8, kernel: 3, stride: 1, rows: 4, columns: 4, mode: 'none' },
  ...{ wide: false, chunk: 2, slack: 0, seed: 1 },
};

for (const columns of [8, 16]) {
  const config = acceleratorConfig(8, columns, { tileWords: 16384 });
  test(`8x${columns}: layers in a row give the bits of the integer model, under random stalls`, () => {
    const sim = engine(config);
    const several = fc.array(layersFor(columns), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(several, weathers, (layers, weather) => {
        const job = jobOf(layers, config);
        const { words, codes } = run(sim, job, weather);
        assert.ok(codes.every(code => code === faults.none));
        assert.equal(words, expected(job, words));
      }),
      { numRuns: 20, seed: 20 + columns },
    );
  });
}

for (const columns of [16, 32]) test(`16x${columns}: every mode`, () => everyMode(columns));

function everyMode(columns: number): void {
  const config = acceleratorConfig(16, columns);
  const sim = engine(config);
  const layer: Layer = { ...plain, inputs: 40, outputs: columns - 1, rows: 6, columns: 8, chunk: 2, slack: 1 };
  const layers: Layer[] = (['none', 'relu', 'pool', 'add', 'sigmoid', 'picture'] as const).map((mode, seed) => ({
    ...{ ...layer, mode, seed },
    wide: mode === 'none' || mode === 'sigmoid',
  }));
  const job = jobOf(layers, config);
  const { words } = run(sim, job);
  assert.equal(words, expected(job, words));
}

test('the largest kernel, with either stride', () => {
  const sim = engine(small);
  for (const stride of [1, 2] as const) {
    const job = jobOf([{ ...plain, inputs: 3, kernel: 31, stride, rows: 5, columns: 3 }], small);
    const { words } = run(sim, job);
    assert.equal(words, expected(job, words));
  }
});

test('maps of one and of four pixels: sums are added to before anyone could forward them', () => {
  const sim = engine(small);
  for (const size of [1, 2]) {
    const layer = { ...plain, rows: size, columns: size, inputs: 40, kernel: 5 };
    const job = jobOf([layer, { ...layer, seed: 2, kernel: 1 }, { ...layer, seed: 3, chunk: 1 }], small);
    const { words } = run(sim, job);
    assert.equal(words, expected(job, words));
  }
});

/**
 * A real layer with weights w + e, |e| <= 1/2 as rounding leaves them, and a bias that is rounded alike, has the real sum
 * S + sum of e x + e', and the result (that) * factor. The engine gives S * factor rounded: within 1/2, and within |y| * 2^-16 where
 * the factor has 16 significant bits. So they differ by no more than
 *
 *     1/2 + |y| 2^-16 + factor * (sum of |x| + 1) / 2
 */
test('stays near the layer in real numbers', () => {
  const sim = engine(small);
  for (let seed = 0; seed < 5; seed++) {
    const layer: Layer = { ...plain, seed, kernel: 1, rows: 6, columns: 6 };
    const job: Job = none();
    const { weights, bias, scale, maps } = add(job, layer, { tile: 0, skip: 0, out: 0 }, small);
    const { words } = run(sim, job);
    const of = numbers(seed + 100);
    const part = () => of(-500, 500) / 1000;
    let compared = 0;
    for (let o = 0; o < layer.outputs; o++) {
      const real = Array.from(weights.subarray(16 * o, 16 * (o + 1)), weight => weight + part());
      const realBias = bias[o]! + part();
      const factor = scale.gain[o]! / 2 ** (8 + scale.shift[o]!);
      for (let at = 0; at < 36; at++) {
        const x = real.map((_, i) => maps[0]![36 * i + at]!);
        const y = factor * real.reduce((sum, weight, i) => sum + weight * x[i]!, realBias);
        const error = factor * (x.reduce((sum, value) => sum + Math.abs(value), 1) / 2);
        const bound = 1 / 2 + Math.abs(y) * 2 ** -16 + error;
        if (Math.abs(y) + bound > 127) continue;
        compared += 1;
        assert.ok(Math.abs(words[at]![o]! - y) <= bound, `${words[at]![o]} for ${y}, within ${bound}`);
      }
    }
    assert.ok(compared > 50);
  }
});

test('a command that it cannot carry out is a fault of a field, and nothing else happens', () => {
  const sim = engine(small);
  const job = jobOf([plain], small);
  const [conv] = job.conv as [Job['conv'][number]];
  const [epilogue] = job.epilogue as [Job['epilogue'][number]];
  const { accumulators, outWords, skipWords, tileWords } = small;
  const convs = [
    ...['blocks', 'kernelRows', 'kernelColumns', 'images', 'rows', 'columns', 'stride'].map(name => ({ [name]: 0 })),
    { stride: 3 },
    { base: tileWords - conv.rowPitch! },
    { blockPitch: tileWords },
    { imagePitch: tileWords, images: 2 },
    { rowPitch: 60000 },
    { rows: accumulators / 4 + 1, rowPitch: 1 },
    { rows: 4095, columns: 4095, images: 63 },
  ];
  for (const change of convs) {
    const { data } = sim.transfer({ conv: [{ ...conv, ...change }] } as never, { expect: { conv_done: 1 } as never });
    assert.equal([...(data as { conv_done: Uint8Array }).conv_done], [faults.field], JSON.stringify(change));
  }
  const epilogues = [
    ...['images', 'rows', 'columns'].map(name => ({ [name]: 0 })),
    { mode: 6 },
    { mode: 2, wide: 1 },
    { mode: 2, rows: 3 },
    { mode: 2, columns: 3 },
    { base: outWords - 1 },
    { imagePitch: outWords, images: 2 },
    { rowPitch: outWords },
    { columnPitch: 255, columns: 12 },
    { mode: 3, skipBase: skipWords - 1 },
    { rows: accumulators / 4 + 1, rowPitch: 0 },
    { base: outWords - 16, wide: 1 },
  ];
  for (const change of epilogues) {
    const given = { ...epilogue, ...change };
    const { data } = sim.transfer({ epilogue: [given] } as never, { expect: { epilogue_done: 1 } as never });
    assert.equal([...(data as { epilogue_done: Uint8Array }).epilogue_done], [faults.field], JSON.stringify(change));
  }
  const { words } = run(sim, job);
  assert.equal(words, expected(job, words));
});

test('the last word of each memory may be used, and the one behind it is a fault', () => {
  const sim = engine(small);
  // Of 3 x 3 over 4 x 4 the last pixel is the last word of a tile without gaps, and so is the last result.
  const job = jobOf([{ ...plain, mode: 'add' }], small);
  const moved = (beyond: number): Job => {
    const most = (all: readonly number[]) => Math.max(...all) + 1;
    const tile = small.tileWords - most(job.tile_write.map(({ address }) => address)) + beyond;
    const skip = small.skipWords - most(job.skip_write.map(({ address }) => address)) + beyond;
    const out = small.outWords - most(job.out_read) + beyond;
    return {
      ...job,
      conv: job.conv.map(each => ({ ...each, base: each.base! + tile })),
      epilogue: job.epilogue.map(each => ({ ...each, base: each.base! + out, skipBase: each.skipBase! + skip })),
      tile_write: job.tile_write.map(({ address, data }) => ({ address: address + tile, data })),
      skip_write: job.skip_write.map(({ address, data }) => ({ address: address + skip, data })),
      out_read: job.out_read.map(address => address + out),
    };
  };
  const last = moved(0);
  const { words, codes } = run(sim, last);
  assert.equal(codes, [faults.none, faults.none]);
  assert.equal(words, expected(last, words));
  const [conv] = moved(1).conv;
  const epilogues = [{ base: moved(1).epilogue[0]!.base! }, { skipBase: moved(1).epilogue[0]!.skipBase! }];
  const codeOf = (stream: 'conv' | 'epilogue', command: unknown) => {
    const done = `${stream}_done`;
    const { data } = sim.transfer({ [stream]: [command] } as never, { expect: { [done]: 1 } as never });
    return (data as Record<string, Uint8Array>)[done]![0];
  };
  assert.is(codeOf('conv', conv), faults.field);
  for (const change of epilogues) assert.is(codeOf('epilogue', { ...last.epilogue[0]!, ...change }), faults.field);
});

test('a fault is reported behind the end of what came before it', () => {
  const sim = engine(small);
  const job = jobOf([plain], small);
  const { codes } = run(sim, {
    ...job,
    conv: [...job.conv, { ...job.conv[0]!, blocks: 0 }],
    out_read: [],
    out_data: [],
  });
  assert.equal(codes, [faults.none, faults.field, faults.none]);
});

test('sums that were not begun, or are begun twice, are a fault; the group goes on', () => {
  const sim = engine(small);
  const job = jobOf([{ ...plain, chunk: 1 }], small);
  const [first, second] = job.conv as [Job['conv'][number], Job['conv'][number]];
  const { words, codes } = run(sim, { ...job, conv: [second, first, first, second, second] });
  const { none, field } = faults;
  assert.equal(codes, [field, none, field, none, field, none]);
  assert.equal(words, expected(job, words));
});

test.run();
