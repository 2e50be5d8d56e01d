import { bool, input, module, output, reg, uint, when } from 'grace-hdl';

/** Counts from 0 to `limit` and round again while `enable` is high; `wrapped` marks the last cycle of a round. */
export const counter = module(
  'counter',
  ({ limit }: { limit: number }) => ({
    enable: input(bool),
    count: output(uint(bitsFor(limit))),
    wrapped: output(bool),
  }),
  (io, { limit }) => {
    const count = reg(uint(bitsFor(limit)), { init: 0 });
    const last = count.eq(limit);
    when(io.enable, () => {
      when(last, () => count.set(0)).otherwise(() => count.set(count.addWrap(1)));
    });
    io.count.set(count);
    io.wrapped.set(last.and(io.enable));
  },
);

const bitsFor = (limit: number): number => limit.toString(2).length;

/** What `grace` builds when no parameters are given. */
export default counter({ limit: 9 });
