import { type BoolSource, input, module, output, type UInt, u8, when } from 'grace-hdl';

const clear = (condition: BoolSource, y: UInt) => {
  when(condition, () => y.set(0));
};

const gate = module(
  'gate',
  () => ({ x: input(u8), y: output(u8) }),
  io => {
    io.y.set(io.x);
    clear(io.x.eq(0), io.y);
  },
);

export default gate();
