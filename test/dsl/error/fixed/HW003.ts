import { input, module, output, u8 } from 'grace-hdl';

const larger = module(
  'larger',
  () => ({ a: input(u8), b: input(u8), y: output(u8) }),
  io => {
    io.y.set(io.a.gt(io.b).mux(io.a, io.b));
  },
);

export default larger();
