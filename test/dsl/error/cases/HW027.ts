// A match that forgets a case, in a table that the compiler cannot check.
import { enumOf, input, match, module, output, u8 } from 'grace-hdl';

const phases = enumOf('idle', 'run', 'done');

const unit = module(
  'unit',
  () => ({ phase: input(phases), y: output(u8) }),
  io => {
    const arms: Record<string, () => void> = { idle: () => io.y.set(0), run: () => io.y.set(1) };
    match(io.phase, arms as never);
  },
);

export default unit();
