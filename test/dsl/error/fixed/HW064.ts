// Products of 12 and 7 bits, two in each multiplier.
import { dualProduct, module, sint, streamIn, streamOut, vec } from 'grace-hdl';

const stereo = module(
  'stereo',
  () => ({ samples: streamIn(sint(12)), both: streamOut(vec(sint(20), 2)) }),
  io => {
    const both = io.samples.map(x => {
      const { low, high } = dualProduct(x, 62, -63);
      return [low.extend(20), high.extend(20)];
    });
    both.into(io.both);
  },
);

export default stereo();
