import { bundle, input, module, output, u8 } from 'grace-hdl';

const mixer = module(
  'mixer',
  () => ({ pixel: input(bundle({ red: u8, green: u8 })), mask: input(u8), y: output(u8) }),
  io => {
    io.y.set(io.pixel.red.and(io.mask));
  },
);

export default mixer();
