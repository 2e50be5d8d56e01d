import { enumOf, input, match, module, output, u8 } from 'grace-hdl';

const phases = enumOf('idle', 'run', 'done');

const unit = module(
  'unit',
  () => ({ phase: input(phases), y: output(u8) }),
  io => {
    match(io.phase, { idle: () => io.y.set(0), run: () => io.y.set(1), done: () => io.y.set(2) });
  },
);

export default unit();
