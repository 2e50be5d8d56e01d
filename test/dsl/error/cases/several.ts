// One run shows all that is wrong, in all modules.
import { bool, input, module, output, u8, when, wire } from 'grace-hdl';

const child = module(
  'child',
  () => ({ x: input(u8), y: output(u8) }),
  io => {
    const loop = wire(u8);
    loop.set(loop.not());
    io.y.set(io.x);
  },
);

const parent = module(
  'parent',
  () => ({ en: input(bool), y: output(u8), z: output(u8) }),
  io => {
    const unit = child();
    when(io.en, () => io.y.set(unit.y));
  },
);

export default parent();
