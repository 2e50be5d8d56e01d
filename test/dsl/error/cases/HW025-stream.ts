// An instance whose streams are left open.
import { module, streamIn, streamOut, u8 } from 'grace-hdl';

const stage = module(
  'stage',
  () => ({ xs: streamIn(u8), ys: streamOut(u8) }),
  io => {
    io.xs.into(io.ys);
  },
);

const pipeline = module(
  'pipeline',
  () => ({ xs: streamIn(u8), ys: streamOut(u8) }),
  io => {
    const first = stage();
    io.xs.into(io.ys);
    first.ys;
  },
);

export default pipeline();
