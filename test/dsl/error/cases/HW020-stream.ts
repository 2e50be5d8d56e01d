// A stream that ends nowhere, and one that comes from nowhere.
import { module, streamIn, streamOut, u8 } from 'grace-hdl';

const inc = module(
  'inc',
  () => ({ xs: streamIn(u8), ys: streamOut(u8) }),
  io => {
    io.xs.map(x => x.addWrap(1));
  },
);

export default inc();
