// A dot product in fewer stages than its clock takes.
import { dot, i8, module, range, sint, streamIn, streamOut, vec } from 'grace-hdl';

const weights = range(9).map(i => 11 * i - 40);

const filter = module(
  'filter',
  () => ({ xs: streamIn(vec(i8, 9)), ys: streamOut(sint(17)) }),
  io => {
    const sums = io.xs.map(x => dot(x, weights).extend(17), { stages: 2, period: 5 });
    sums.into(io.ys);
  },
);

export default filter();
