import { input, module, output, reg, type SInt, sint } from 'grace-hdl';

const mac = module(
  'mac',
  ({ width }: { width: number }) => ({ x: input(sint(8)), w: input(sint(8)), total: output(sint(width)) }),
  (io, { width }) => {
    const acc: SInt = reg(sint(width), { init: 0 });
    const product = io.x.mul(io.w);
    const sum: SInt = product.add(acc);
    acc.set(sum.sat(width));
    io.total.set(acc);
  },
);

export default mac({ width: 20 });
