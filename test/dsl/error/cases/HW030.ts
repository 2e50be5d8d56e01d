// A source that offers only when it is asked.
import { module, streamOut, u8 } from 'grace-hdl';

const shy = module(
  'shy',
  () => ({ out: streamOut(u8) }),
  io => {
    io.out.payload.set(42);
    io.out.valid.set(io.out.ready);
  },
);

export default shy();
