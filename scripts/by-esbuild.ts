import { module, output, reg, u8 } from 'grace-hdl';

/** What the command leaves to esbuild. */
enum Step {
  up = 1,
}

/** A design for `warm.ts`, so that V8's code for that way is kept too. */
export const counter = module(
  'counter',
  () => ({ count: output(u8) }),
  io => {
    const count = reg(u8, { init: 0 });
    count.set(count.addWrap(Step.up));
    io.count.set(count);
  },
);
