// A stream is consumed once; more readers take a fork.
import { module, streamIn, streamOut, u8 } from 'grace-hdl';

const split = module(
  'split',
  () => ({ xs: streamIn(u8), up: streamOut(u8), down: streamOut(u8) }),
  io => {
    io.xs.map(x => x.addWrap(1)).into(io.up);
    io.xs.map(x => x.subWrap(1)).into(io.down);
  },
);

export default split();
