import { bundle, module, streamIn, streamOut, u8, zip } from 'grace-hdl';

const pairs = module(
  'pairs',
  () => ({ xs: streamIn(u8), ys: streamOut(bundle({ all: u8, even: u8 })) }),
  io => {
    const [all, some] = io.xs.fork(2);
    const even = some!.filter(x => x.bit(0).not());
    zip({ all: all!.fifo(64), even }).into(io.ys);
  },
);

export default pairs();
