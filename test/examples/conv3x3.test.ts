import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { random, simulate } from '../../backend-sim/index.js';
import { scaleOf } from '../../dsl/index.js';
import { conv3x3 } from '../../examples/conv3x3/conv3x3.js';
import { conv2dModel } from '../../stdlib-engines/index.js';

const test = suite('conv3x3');

const sharpen = [
  [0, -1, 0],
  [-1, 5, -1],
  [0, -1, 0],
];
const edges = [
  [-1, 0, 1],
  [-2, 0, 2],
  [-1, 0, 1],
];
const spec = {
  ...{ width: 12, height: 7, inputs: 1, outputs: 2 },
  weights: [sharpen, edges].map(kernel => kernel.map(row => row.map(weight => [weight]))),
  bias: [0, 10],
  scale: [scaleOf(1), scaleOf(0.25)],
};
const picture = Array.from({ length: 2 * 84 }, (_, i) => [((i * i * 37) % 256) - 128]);

test('filters pictures in a row under random stalls', () => {
  const sim = simulate(conv3x3(spec), { seed: 5, randomizeState: true });
  const { m_axis } = sim.run({ s_axis: picture }, { expect: { m_axis: 168 }, stall: random(0.4) });
  const model = { ...spec, activation: 'relu' } as const;
  assert.equal(m_axis, [...conv2dModel(model, picture.slice(0, 84)), ...conv2dModel(model, picture.slice(84))]);
});

test('takes one cycle per pixel', () => {
  const sim = simulate(conv3x3(spec));
  const { cycles } = sim.transfer({ s_axis: picture }, { expect: { m_axis: 168 } });
  assert.is(cycles, 168 + (12 + 1) + 3 + 3 + 2 + 1);
});

test.run();
