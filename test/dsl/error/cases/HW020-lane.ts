// One element of a vector is forgotten, and another set only at times.
import { bool, input, module, output, u8, vec, when } from 'grace-hdl';

const spread = module(
  'spread',
  () => ({ en: input(bool), x: input(u8), ys: output(vec(u8, 4)), zs: output(vec(u8, 2)) }),
  io => {
    for (const i of [0, 1, 3]) io.ys.at(i).set(io.x);
    io.zs.at(0).set(io.x);
    when(io.en, () => io.zs.at(1).set(0));
  },
);

export default spread();
