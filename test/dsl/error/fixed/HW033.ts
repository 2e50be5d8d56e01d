import { module, streamIn, streamOut, u8 } from 'grace-hdl';

const split = module(
  'split',
  () => ({ xs: streamIn(u8), up: streamOut(u8), down: streamOut(u8) }),
  io => {
    const [up, down] = io.xs.fork(2);
    up!.map(x => x.addWrap(1)).into(io.up);
    down!.map(x => x.subWrap(1)).into(io.down);
  },
);

export default split();
