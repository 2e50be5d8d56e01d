import { bool, input, module, output, reg, uint } from 'grace-hdl';

/** Counts enabled cycles, modulo 2^width. */
export const counter = module(
  'counter',
  ({ width }: { width: number }) => ({ enable: input(bool), count: output(uint(width)) }),
  (io, { width }) => {
    const value = reg(uint(width), { init: 0, enable: io.enable });
    value.set(value.addWrap(1));
    io.count.set(value);
  },
);
