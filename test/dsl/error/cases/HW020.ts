// An output and a wire that nobody assigns.
import { input, module, output, u8, wire } from 'grace-hdl';

const average = module(
  'average',
  () => ({ a: input(u8), b: input(u8), mean: output(u8), rest: output(u8) }),
  io => {
    const sum = wire(u8);
    io.mean.set(sum.shr(1).extend(8));
  },
);

export default average();
