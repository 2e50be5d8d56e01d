import { module, streamIn, streamOut, u8 } from 'grace-hdl';

const blur = module(
  'blur',
  (_params: { width: number }) => ({ xs: streamIn(u8), ys: streamOut(u8) }),
  (io, { width }) => {
    const windows = io.xs.window({ rows: 3, cols: 3, width, height: 48, pad: 'zero' });
    windows.map(w => w.at(1).at(1)).into(io.ys);
  },
);

export default blur({ width: 64 });
