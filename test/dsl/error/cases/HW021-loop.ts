// One line that runs several times.
import { input, module, output, u8, vec } from 'grace-hdl';

const last = module(
  'last',
  () => ({ xs: input(vec(u8, 4)), y: output(u8) }),
  io => {
    for (const x of io.xs) io.y.set(x);
  },
);

export default last();
