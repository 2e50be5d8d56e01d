// A stream of something else than the kernel takes.
import { type Arr, i8, i20, kernel, module, streamIn, streamOut, unroll, vec } from 'grace-hdl';

const dot9 = kernel((x: Arr<i8, 9>, w: Arr<i8, 9>): i20 => {
  let acc = 0;
  for (const i of unroll(9)) acc += x[i]! * w[i]!;
  return acc;
});

const filter = module(
  'filter',
  () => ({ xs: streamIn(vec(i8, 9)), ys: streamOut(i20) }),
  // @ts-expect-error: the type checker finds it too
  io => io.xs.map(dot9).into(io.ys),
);

export default filter();
