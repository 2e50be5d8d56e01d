// A clock that is faster than a comparison of 32 bits.
import { bool, i32, module, streamIn, streamOut } from 'grace-hdl';

const above = module(
  'above',
  () => ({ xs: streamIn(i32), ys: streamOut(bool) }),
  io => {
    const large = io.xs.map(x => x.gt(1000), { period: 2.5, target: 'ecp5' });
    large.into(io.ys);
  },
);

export default above();
