import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkWeights, type Shape, tensor, type Weights } from '../../../codec/index.js';
import { errorOf } from '../damage.js';

const check = suite('weights against a network');

const weightsOf = (shapes: Readonly<Record<string, readonly number[]>>): Weights =>
  new Map(Object.entries(shapes).map(([name, shape]) => [name, tensor(shape)]));
const expected = new Map<string, Shape>([
  ['generator.a', [2, 3]],
  ['generator.b', []],
  ['kp_detector.c', [4]],
]);

check('what fits passes, also with counters of batches', () => {
  const fitting = { 'generator.a': [2, 3], 'generator.b': [], 'kp_detector.c': [4] };
  checkWeights(expected, weightsOf({ ...fitting, 'generator.norm.num_batches_tracked': [] }));
  checkWeights(expected, weightsOf({ ...fitting, 'discriminator.d': [1] }), { others: true });
});

check('everything that is wrong is told at once', () => {
  const weights = weightsOf({ 'generator.a': [3, 2], 'kp_detector.c': [4], 'discriminator.d': [1] });
  const { message, help } = errorOf(() => checkWeights(expected, weights, { name: 'net.pth' }));
  assert.is(
    message,
    `the weights in net.pth do not fit the network:
  1 missing:
    generator.b []
  1 of another shape:
    generator.a is [3, 2], not [2, 3]
  1 not of this network:
    "discriminator.d"`,
  );
  assert.match(help, /configuration/);
});

check('of long lists the beginning is shown', () => {
  fc.assert(
    fc.property(fc.integer({ min: 21, max: 500 }), count => {
      const many = new Map<string, Shape>(Array.from({ length: count }, (_, i) => [`w${i}`, [1]]));
      const { message } = errorOf(() => checkWeights(many, new Map()));
      assert.match(message, new RegExp(`${count} missing:`));
      assert.match(message, new RegExp(`and ${count - 20} more$`));
      assert.is(message.split('\n').length, 23);
    }),
    { seed: 1, numRuns: 20 },
  );
});

check.run();
