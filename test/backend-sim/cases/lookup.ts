import { input, mem, module, output, sint, uint } from 'grace-hdl';

/** A memory that only a bench writes. */
export const lookup = module(
  'lookup',
  () => ({ address: input(uint(3)), data: output(sint(9)) }),
  io => {
    const words = mem(sint(9), 8);
    io.data.set(words.read(io.address));
  },
);
