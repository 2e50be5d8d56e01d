// A number of bits where a condition is needed, through a helper that the message names.
import { type BoolSource, input, module, output, type UInt, u8, when } from 'grace-hdl';

const clear = (condition: unknown, y: UInt) => {
  when(condition as BoolSource, () => y.set(0));
};

const gate = module(
  'gate',
  () => ({ x: input(u8), y: output(u8) }),
  io => {
    io.y.set(io.x);
    clear(io.x, io.y);
  },
);

export default gate();
