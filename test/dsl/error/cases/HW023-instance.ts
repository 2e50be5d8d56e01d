// A loop that closes through a child, and through a condition.
import { bool, input, module, output, u8, when, wire } from 'grace-hdl';

const limiter = module(
  'limiter',
  () => ({ x: input(u8), over: output(bool) }),
  io => {
    io.over.set(io.x.gt(200));
  },
);

const control = module(
  'control',
  () => ({ x: input(u8), y: output(u8) }),
  io => {
    const level = wire(u8);
    const guard = limiter();
    guard.x.set(level);
    level.set(io.x);
    when(guard.over, () => level.set(200));
    io.y.set(level);
  },
);

export default control();
