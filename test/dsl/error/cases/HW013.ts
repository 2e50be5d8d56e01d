// Signed and unsigned side by side.
import { i8, input, module, output, type SInt, sint, u8 } from 'grace-hdl';

const mixed = module(
  'mixed',
  () => ({ a: input(i8), b: input(u8), y: output(sint(10)) }),
  io => {
    const b: unknown = io.b;
    const sum = io.a.add(b as SInt<8>);
    io.y.set(sum.extend(10));
  },
);

export default mixed();
