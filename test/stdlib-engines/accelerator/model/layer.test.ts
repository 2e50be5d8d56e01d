import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readTensor, writeTensor } from '../../../../codec/accelerator/pack.js';
import type { Place } from '../../../../codec/compiler/image.js';
import { plainSums, strided } from '../../../../codec/integer/conv/sums.js';
import type { Epilogue } from '../../../../codec/integer/network.js';
import { finish } from '../../../../codec/integer/operator/epilogue.js';
import { normalise } from '../../../../codec/integer/operator/load.js';
import type { IntegerType } from '../../../../codec/integer/tensor.js';
import { acceleratorConfig } from '../../../../stdlib-engines/accelerator/config.js';
import { runProgram } from '../../../../stdlib-engines/accelerator/model/run.js';
import { randomMaps, randomTensor, seeds } from '../../../codec/integer/arbitrary.js';
import { layerProgram, type SmallLayer } from './layer-program.js';

const layers = suite('the model of an accelerator computes layers');

const tails: readonly (readonly [Epilogue, IntegerType])[] = [
  [{ kind: 'none' }, 'i8'],
  [{ kind: 'none' }, 'i16'],
  [{ kind: 'relu' }, 'i8'],
  [{ kind: 'relu' }, 'i16'],
  [{ kind: 'pool' }, 'i8'],
  [{ kind: 'add', input: 'skip', gain: 5000 }, 'i8'],
  [{ kind: 'sigmoid' }, 'u8'],
  [{ kind: 'sigmoid' }, 'u16'],
  [{ kind: 'picture' }, 'u8'],
];

const shape = fc.record({
  array: fc.constantFrom<readonly [number, number]>([8, 8], [8, 16], [16, 16]),
  inputs: fc.integer({ min: 1, max: 40 }),
  outputs: fc.integer({ min: 1, max: 24 }),
  kernel: fc.constantFrom(1, 3, 5, 7),
  stride: fc.constantFrom<1 | 2>(1, 2),
  rows: fc.integer({ min: 1, max: 6 }),
  columns: fc.integer({ min: 1, max: 7 }),
  steps: fc.integer({ min: 1, max: 3 }),
  tail: fc.constantFrom(...tails),
  normalised: fc.boolean(),
  seed: seeds,
});

const place = (at: number, type: IntegerType, of: readonly number[], bytes: number): Place => ({
  shape: of,
  type,
  offset: at,
  bytes,
  imageStride: 0,
  layout: { kind: 'blocks' },
});

layers('bit for bit as the integer model', () => {
  const property = fc.property(shape, given => {
    const { array, inputs, outputs, kernel, stride, steps, tail, normalised, seed } = given;
    const [epilogue, type] = tail;
    const even = epilogue.kind === 'pool' ? 2 * stride : 1;
    const [rows, columns] = [even * given.rows, even * given.columns];
    const numbers = (name: number, dims: number[], of: IntegerType, ends?: readonly [number, number]) =>
      randomTensor(dims, of, seed + name, ends).data as never;
    const config = acceleratorConfig(array[0], array[1], { weightRows: 64 });
    const layer: SmallLayer = {
      spec: {
        kernel,
        stride,
        weights: numbers(0, [outputs, inputs, kernel, kernel], 'i8', [-127, 127]),
        bias: numbers(1, [outputs], 'i32', [-100000, 100000]),
      },
      scale: { gain: numbers(2, [outputs], 'u16'), shift: numbers(3, [outputs], 'u8', [8, 20]) },
      ...(normalised && {
        affine: {
          gain: numbers(4, [inputs], 'i16'),
          offset: numbers(5, [inputs], 'i32', [-2000000, 2000000]),
          shift: numbers(6, [inputs], 'u8', [8, 20]),
        },
      }),
      format: { type, step: 1 },
      epilogue,
      ...{ rows, columns, steps },
    };
    const maps = randomMaps([inputs, rows, columns], seed + 7);
    const [sumRows, sumColumns] = [strided(rows, stride), strided(columns, stride)];
    const skip = randomTensor([outputs, sumRows, sumColumns], 'i8', seed + 8);
    const sums = plainSums(layer.affine ? normalise(maps, layer.affine) : maps, layer.spec);
    const expected = finish(sums, layer, new Map([['skip', skip]]));

    const made = layerProgram(layer, config);
    const work = new Uint8Array(made.workBytes);
    const spot = { rows: config.rows };
    const inputBytes = Math.ceil(inputs / config.rows) * rows * columns * config.rows;
    writeTensor(work, place(0, 'i8', maps.shape, inputBytes), maps, spot);
    if (epilogue.kind === 'add') {
      const skipBytes = Math.ceil(outputs / config.rows) * sumRows * sumColumns * config.rows;
      writeTensor(work, place(made.skip, 'i8', skip.shape, skipBytes), skip, spot);
    }
    const ending = runProgram({ config, program: made.program, constants: made.constants, work });
    assert.equal(ending, { ...ending, fault: 'none' });
    const halves = epilogue.kind === 'pool' ? 2 : 1;
    const out = [outputs, sumRows / halves, sumColumns / halves];
    const result = readTensor(work, place(made.result, type, out, made.resultBytes), spot);
    assert.equal(result.data, expected);
  });
  fc.assert(property, { seed: 1, numRuns: 120 });
});

layers.run();
