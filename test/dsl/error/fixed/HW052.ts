// A register behind a function that keeps something from one element to the next.
import { i8, module, reg, sint, streamIn, streamOut } from 'grace-hdl';

const steps = module(
  'steps',
  () => ({ xs: streamIn(i8), ys: streamOut(sint(9)) }),
  io => {
    const differences = io.xs.map(
      x => {
        const before = reg(i8, { init: 0, enable: io.xs.fire });
        before.set(x);
        return x.sub(before);
      },
      { stages: 1 },
    );
    differences.into(io.ys);
  },
);

export default steps();
