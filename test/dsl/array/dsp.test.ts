import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { i8, macArray, module, sint, streamIn, streamOut, vec } from '../../../dsl/index.js';
import { synthesised } from '../../synth/dsp.js';

/** Small ones, as a guard; `npm run test:synth` looks at large ones. */
const test = suite('macArray in DSP blocks');

test('registers lie in the blocks, and sums go along their cascades', async () => {
  const arrays = module(
    'arrays',
    () => ({
      x: streamIn(vec(i8, 3), { last: true }),
      w: streamIn(vec(i8, 2)),
      y: streamOut(vec(sint(17), 2), { last: true }),
      px: streamIn(vec(i8, 5), { last: true }),
      pw: streamIn(vec(i8, 2)),
      py: streamOut(vec(sint(18), 2), { last: true }),
    }),
    io => {
      macArray(io.x, io.w, { dataflow: 'weight' }).into(io.y);
      macArray(io.px, io.pw, { dataflow: 'weight', packed: true }).into(io.py);
    },
  );
  const { dsp } = await synthesised(arrays());
  // Two columns of three rows; and five rows of two columns in one block each, as a chain of four and one of one.
  assert.equal(dsp, { 'A1 B1 M P': 3, 'A1 B2 M P PCIN': 7, 'A1 B2 M P': 1 });
});

test.run();
