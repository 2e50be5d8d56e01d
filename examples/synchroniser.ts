/**
 * Two registers that bring a value to another clock: the one kind of module in which domains may meet. The Verilog marks
 * them `ASYNC_REG`.
 *
 *   grace verilog examples/synchroniser.ts -o out
 */
import { input, module, output, reg, uint } from 'grace-hdl';

/**
 * A value from outside of this clock, two cycles late. Of several bits only one may change at a time, as in Gray code:
 * others would arrive in different cycles. `init` is what it gives after reset.
 */
export const synchroniser = module(
  'synchroniser',
  ({ width }: { width: number; init: number }) => ({ from: input(uint(width)), to: output(uint(width)) }),
  (io, { width, init }) => {
    const first = reg(uint(width), { init });
    const second = reg(uint(width), { init });
    first.set(io.from);
    second.set(first);
    io.to.set(second);
  },
  { synchroniser: true },
);

export default synchroniser({ width: 1, init: 0 });
