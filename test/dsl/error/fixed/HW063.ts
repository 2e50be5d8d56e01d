// Eight columns of weights, four of which are worked on at a time.
import { i8, macArray, module, sint, streamIn, streamOut, vec } from 'grace-hdl';

const layer = module(
  'layer',
  () => ({
    x: streamIn(vec(i8, 4), { last: true }),
    w: streamIn(vec(i8, 8)),
    y: streamOut(vec(sint(18), 8), { last: true }),
  }),
  io => {
    const sums = macArray(io.x, io.w, { dataflow: 'weight', fold: 2 });
    sums.into(io.y);
  },
);

export default layer();
