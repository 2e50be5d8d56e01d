// A field of a bundle and a port come to the same name.
import { bundle, input, module, output, u8 } from 'grace-hdl';

const mixer = module(
  'mixer',
  () => ({ pixel: input(bundle({ red: u8, green: u8 })), pixel_red: input(u8), clk: input(u8), y: output(u8) }),
  io => {
    io.y.set(io.pixel.red.and(io.pixel_red));
  },
);

export default mixer();
