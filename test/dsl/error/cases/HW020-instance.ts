// The mistake is in a module below the top: the message tells who called it.
import { input, module, output, u8 } from 'grace-hdl';

const doubler = module(
  'doubler',
  () => ({ x: input(u8), y: output(u8) }),
  io => {
    io.x.addWrap(io.x);
  },
);

const top = module(
  'top',
  () => ({ x: input(u8), y: output(u8) }),
  io => {
    const inner = doubler();
    inner.x.set(io.x);
    io.y.set(inner.y);
  },
);

export default top();
