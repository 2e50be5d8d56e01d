import { fixed, input, lit, module, output } from 'grace-hdl';

const sample = fixed({ int: 4, frac: 2 });

const scale = module(
  'scale',
  () => ({ x: input(sample), y: output(fixed({ int: 4, frac: 4 })), full: output(sample) }),
  io => {
    const tenth = lit(fixed({ int: 1, frac: 11 }), 0.1);
    io.y.set(
      io.x
        .mul(tenth)
        .round(4)
        .sat(fixed({ int: 4, frac: 4 })),
    );
    io.full.set(3.25);
  },
);

export default scale();
