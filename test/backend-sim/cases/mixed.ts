import { enumOf, fixed, input, module, output, sint, uint, vec } from 'grace-hdl';
import { counter } from './counter.js';

/** A port of every kind that waves show in a way of their own, and something inside an instance. */
export const mixed = module(
  'mixed',
  () => ({
    state: input(enumOf('idle', 'run')),
    gain: input(fixed({ int: 3, frac: 4 })),
    taps: input(vec(sint(4), 2)),
    count: output(uint(8)),
  }),
  io => {
    const left = counter({ width: 8 });
    left.enable.set(io.state.eq('run'));
    io.count.set(left.count);
  },
);
