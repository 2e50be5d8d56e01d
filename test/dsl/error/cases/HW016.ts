// A number of bits where a number of words was meant.
import { input, module, output, uint } from 'grace-hdl';

const frame = module(
  'frame',
  ({ pixels }: { pixels: number }) => ({ x: input(uint(8 * pixels)), y: output(uint(8 * pixels)) }),
  io => {
    io.y.set(io.x);
  },
);

export default frame({ pixels: 1920 * 1080 });
