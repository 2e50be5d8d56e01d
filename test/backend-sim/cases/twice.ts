import { module, output, uint } from 'grace-hdl';
import { counter } from './counter.js';

/** Two instances of one module, of which one stands still. */
export const twice = module(
  'twice',
  () => ({ sum: output(uint(9)) }),
  io => {
    const low = counter({ width: 8 });
    const high = counter({ width: 8 });
    low.enable.set(true);
    high.enable.set(false);
    io.sum.set(low.count.add(high.count));
  },
);
