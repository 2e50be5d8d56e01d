import { input, module, output, uint } from 'grace-hdl';

const pass = module(
  'pass',
  ({ width }: { width: number }) => ({ x: input(uint(width)), y: output(uint(width)) }),
  io => {
    io.y.set(io.x);
  },
);

export default pass({ width: 12 });
