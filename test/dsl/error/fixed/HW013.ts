import { i8, input, module, output, sint, u8 } from 'grace-hdl';

const mixed = module(
  'mixed',
  () => ({ a: input(i8), b: input(u8), y: output(sint(10)) }),
  io => {
    const sum = io.a.add(io.b.toSInt());
    io.y.set(sum.extend(10));
  },
);

export default mixed();
