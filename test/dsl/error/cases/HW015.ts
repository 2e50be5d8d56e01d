// A factor that the fraction of the other one cannot show.
import { fixed, input, module, output } from 'grace-hdl';

const sample = fixed({ int: 4, frac: 2 });

const scale = module(
  'scale',
  () => ({ x: input(sample), y: output(fixed({ int: 4, frac: 4 })), full: output(sample) }),
  io => {
    io.y.set(io.x.mul(0.1));
    io.full.set(3.3);
  },
);

export default scale();
