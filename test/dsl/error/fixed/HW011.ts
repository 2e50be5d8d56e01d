import { input, module, output, u8, vec } from 'grace-hdl';

const pick = module(
  'pick',
  () => ({ xs: input(vec(u8, 4)), y: output(u8) }),
  io => {
    io.y.set(io.xs.at(3));
  },
);

export default pick();
