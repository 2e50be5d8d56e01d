import { bool, input, module, output, reg, u8, when } from 'grace-hdl';

const counter = module(
  'counter',
  () => ({ clear: input(bool), count: output(u8) }),
  io => {
    const count = reg(u8, { init: 0 });
    count.set(count.addWrap(1));
    when(io.clear, () => count.set(0));
    io.count.set(count);
  },
);

export default counter();
