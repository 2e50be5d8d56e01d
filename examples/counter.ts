/**
 * A counter that goes up or down: a register, nested conditions, and widths that are chosen when the module is built.
 *
 *   grace sim examples/counter.ts --poke enable=1 --cycles 20 --waves
 */
import { bool, input, module, output, reg, uint, when } from 'grace-hdl';

/** Counts modulo 2^width while `enable`, down while `down`; `load` goes before both. Latency 1. */
export const counter = module(
  'counter',
  ({ width }: { width: number }) => ({
    enable: input(bool),
    down: input(bool),
    load: input(bool),
    value: input(uint(width)),
    count: output(uint(width)),
  }),
  (io, { width }) => {
    const count = reg(uint(width), { init: 0 });
    when(io.load, () => count.set(io.value)).elseWhen(io.enable, () => {
      when(io.down, () => count.set(count.subWrap(1))).otherwise(() => count.set(count.addWrap(1)));
    });
    io.count.set(count);
  },
);

export default counter({ width: 8 });
