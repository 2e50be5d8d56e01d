import { input, module, output, u8 } from 'grace-hdl';

const average = module(
  'average',
  () => ({ a: input(u8), b: input(u8), mean: output(u8), rest: output(u8) }),
  io => {
    const sum = io.a.add(io.b);
    io.mean.set(sum.shr(1));
    io.rest.set(sum.and(1).trunc(8));
  },
);

export default average();
