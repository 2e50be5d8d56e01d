import { module, streamOut, u8 } from 'grace-hdl';

const shy = module(
  'shy',
  () => ({ out: streamOut(u8) }),
  io => {
    io.out.payload.set(42);
    io.out.valid.set(true);
  },
);

export default shy();
