import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { conv } from '../../../codec/float/conv.js';
import { upsampleNearest } from '../../../codec/float/resize.js';
import { phaseBefore, phaseKernel, phaseTap, placePhase } from '../../../codec/integer/conv/phase.js';
import { phaseParameters } from '../../../codec/quantize/phase.js';
import { tensor } from '../../../codec/tensor/tensor.js';
import { assertClose } from '../close.js';
import { randomTensor } from '../random-tensor.js';

const phases = suite('phases of a convolution behind nearest doubling');

phases('each row of a kernel has its place in every phase, and no row of a phase is without', () => {
  for (const kernel of [1, 3, 5, 7, 31])
    for (const parity of [0, 1]) {
      const taps = Array.from({ length: kernel }, (_, row) => phaseTap(kernel, parity, row));
      assert.ok(taps.every(tap => Number.isInteger(tap) && tap >= 0 && tap < phaseKernel(kernel)));
      const before = phaseBefore(kernel, parity);
      assert.ok(before >= 0 && before < phaseKernel(kernel));
      if (kernel > 1) assert.is(new Set(taps).size, phaseKernel(kernel), `${kernel}, ${parity}`);
    }
});

phases('in floats they are the convolution of the doubled map', () => {
  const sizes = fc.record({
    inputs: fc.integer({ min: 1, max: 3 }),
    outputs: fc.integer({ min: 1, max: 3 }),
    kernel: fc.constantFrom(1, 3, 5, 7),
    rows: fc.integer({ min: 1, max: 6 }),
    columns: fc.integer({ min: 1, max: 6 }),
    seed: fc.nat(1e6),
  });
  const property = fc.property(sizes, ({ inputs, outputs, kernel, rows, columns, seed }) => {
    const maps = randomTensor([inputs, rows, columns], seed, 1);
    const weights = randomTensor([outputs, inputs, kernel, kernel], seed + 1, 1);
    const bias = randomTensor([outputs], seed + 2, 1);
    const expected = conv(upsampleNearest(maps), weights, bias, { padding: (kernel - 1) / 2 });
    const m = phaseKernel(kernel);
    const parameters = phaseParameters({ weights, bias, kernel });
    const made = new Float32Array(expected.data.length);
    for (let phase = 0; phase < 4; phase++) {
      const part = (of: Float32Array): Float32Array => of.slice((phase * of.length) / 4, ((phase + 1) * of.length) / 4);
      // Zeros on all sides, of which those are left away that the phase does not reach.
      const wide = conv(
        maps,
        tensor([outputs, inputs, m, m], part(parameters.weights.data)),
        tensor([outputs], part(parameters.bias.data)),
        { padding: m },
      );
      const [top, left] = [m - phaseBefore(kernel, phase >> 1), m - phaseBefore(kernel, phase & 1)];
      const [, , width] = wide.shape as readonly [number, number, number];
      const own = Float32Array.from({ length: outputs * rows * columns }, (_, at) => {
        const [row, column] = [Math.floor(at / columns), at % columns];
        const channel = Math.floor(row / rows);
        return wide.data[(channel * wide.shape[1]! + (row % rows) + top) * width + column + left]!;
      });
      placePhase(own, columns, phase, made);
    }
    assertClose(tensor(expected.shape, made), expected, 1e-4, 'phases');
  });
  fc.assert(property, { seed: 4, numRuns: 100 });
});

phases.run();
