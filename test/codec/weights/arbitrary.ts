import fc from 'fast-check';
import { elements, type Tensor, tensor, type Weights } from '../../../codec/index.js';

const shape = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });

/** Tensors of up to four dimensions, also of none and of none of elements; the last value decides their numbers. */
export const anyTensor = (values: fc.Arbitrary<number>): fc.Arbitrary<Tensor> =>
  shape.chain(sides => {
    const length = elements(sides);
    return fc
      .array(values, { minLength: length, maxLength: length })
      .map(data => tensor(sides, new Float32Array(data)));
  });

const name = fc.oneof(
  fc.constantFrom(
    'generator.first.conv.weight',
    'kp_detector.kp.bias',
    '10',
    '2',
    '__proto__',
    'constructor',
    'a"b\\c',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
);

export const anyWeights = (values: fc.Arbitrary<number> = fc.float()): fc.Arbitrary<Weights> =>
  fc
    .uniqueArray(fc.tuple(name, anyTensor(values)), { maxLength: 6, selector: ([key]) => key })
    .map(entries => new Map(entries));

/** Names, shapes and values, in the order of the names. */
export const plain = (weights: Weights): unknown =>
  [...weights].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, { shape, data }]) => [key, shape, [...data]]);
