import { input, module, output, u8 } from 'grace-hdl';

const inner = module(
  'inner',
  () => ({ x: input(u8), y: output(u8), seen: output(u8) }),
  io => {
    io.y.set(io.x);
    io.seen.set(io.x);
  },
);

const outer = module(
  'outer',
  () => ({ x: input(u8), y: output(u8) }),
  io => {
    const unit = inner();
    unit.x.set(io.x);
    io.y.set(unit.seen.and(unit.y));
  },
);

export default outer();
