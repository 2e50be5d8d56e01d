// A sum that feeds itself without a register between.
import { input, module, output, u8, wire } from 'grace-hdl';

const accumulator = module(
  'accumulator',
  () => ({ x: input(u8), total: output(u8) }),
  io => {
    const total = wire(u8);
    const sum = total.addWrap(io.x);
    total.set(sum);
    io.total.set(total);
  },
);

export default accumulator();
