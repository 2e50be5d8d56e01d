import { bool, enumOf, input, match, module, output, reg, u8, when } from 'grace-hdl';

const phases = enumOf('idle', 'run', 'done');

const unit = module(
  'unit',
  () => ({ en: input(bool), next: input(phases), y: output(u8) }),
  io => {
    const state = reg(phases, { init: 'idle' });
    state.set(io.next);
    io.y.set(0);
    match(state, {
      idle: () => {},
      run: () => {
        when(io.en, () => io.y.set(1));
      },
      done: () => io.y.set(2),
    });
  },
);

export default unit();
