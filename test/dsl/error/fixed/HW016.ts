import { input, mem, module, output, u8, uint } from 'grace-hdl';

const frame = module(
  'frame',
  (_: { pixels: number }) => ({ x: input(u8), at: input(uint(21)), y: output(u8) }),
  (io, { pixels }) => {
    const words = mem(u8, pixels);
    words.write(io.at, io.x);
    io.y.set(words.readSync(io.at));
  },
);

export default frame({ pixels: 1920 * 1080 });
