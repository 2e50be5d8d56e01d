// Products of 12 and 12 bits, two in each multiplier.
import { dualProduct, module, sint, streamIn, streamOut, vec } from 'grace-hdl';

const stereo = module(
  'stereo',
  () => ({ samples: streamIn(sint(12)), both: streamOut(vec(sint(24), 2)) }),
  io => {
    const both = io.samples.map(x => {
      const { low, high } = dualProduct(x, 1999, -2001);
      return [low.extend(24), high.extend(24)];
    });
    both.into(io.both);
  },
);

export default stereo();
