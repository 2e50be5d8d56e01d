import fc from 'fast-check';
import type { Epilogue } from '../../../../codec/integer/network.js';
import type { IntegerType } from '../../../../codec/integer/tensor.js';
import { type AcceleratorConfig, acceleratorConfig } from '../../../../stdlib-engines/accelerator/config.js';
import { randomTensor, seeds } from '../../../codec/integer/arbitrary.js';
import type { SmallLayer } from './layer-program.js';

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

/** Any small layer, on a small array. */
export const randomLayer = shape.map(given => {
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
  return { layer, config, inputs, seed } as {
    layer: SmallLayer;
    config: AcceleratorConfig;
    inputs: number;
    seed: number;
  };
});
