import { domain, module, output, reg, u8 } from 'grace-hdl';

const slow = domain({ name: 'slow', clock: 'slow_clk', reset: 'none' });

/** Two counters, each with a clock of its own. */
export const twoClocks = module(
  'two_clocks',
  () => ({ fast: output(u8), slow: output(u8, { domain: slow }) }),
  io => {
    const fastCount = reg(u8, { init: 0 });
    fastCount.set(fastCount.addWrap(1));
    io.fast.set(fastCount);
    const slowCount = reg(u8, { init: 0, domain: slow });
    slowCount.set(slowCount.addWrap(1));
    io.slow.set(slowCount);
  },
);
