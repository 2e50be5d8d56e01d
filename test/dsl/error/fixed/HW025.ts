import { bool, input, module, output, reg, u8, when } from 'grace-hdl';

const stage = module(
  'stage',
  () => ({ x: input(u8), load: input(bool), flush: input(bool), y: output(u8) }),
  io => {
    const held = reg(u8, { init: 0 });
    when(io.flush, () => held.set(0)).elseWhen(io.load, () => held.set(io.x));
    io.y.set(held);
  },
);

const pipeline = module(
  'pipeline',
  () => ({ x: input(u8), y: output(u8) }),
  io => {
    const first = stage();
    first.x.set(io.x);
    first.load.set(true);
    first.flush.set(false);
    io.y.set(first.y);
  },
);

export default pipeline();
