import { input, module, output, reg, u8 } from 'grace-hdl';

const accumulator = module(
  'accumulator',
  () => ({ x: input(u8), total: output(u8) }),
  io => {
    const total = reg(u8, { init: 0 });
    const sum = total.addWrap(io.x);
    total.set(sum);
    io.total.set(total);
  },
);

export default accumulator();
