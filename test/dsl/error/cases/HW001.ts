// A signal of one module is used in another.
import { input, module, output, type UInt, u8 } from 'grace-hdl';

let leaked: UInt | undefined;

const inner = module(
  'inner',
  () => ({ x: input(u8), y: output(u8) }),
  io => {
    leaked = io.x;
    io.y.set(io.x);
  },
);

const outer = module(
  'outer',
  () => ({ x: input(u8), y: output(u8) }),
  io => {
    const unit = inner();
    unit.x.set(io.x);
    io.y.set(leaked!.and(unit.y));
  },
);

export default outer();
