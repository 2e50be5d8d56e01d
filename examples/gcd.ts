/**
 * The greatest common divisor as an engine between two streams: one pair in, some cycles of work, one result out. Its
 * user needs to know nothing of how long it takes.
 *
 *   grace sim examples/gcd.ts --poke pairs_payload_a=48 --poke pairs_payload_b=36 --poke pairs_valid=1 --waves
 */
import { bundle, module, reg, states, streamIn, streamOut, uint, when } from 'grace-hdl';

/** Euclid by subtraction: at most 2^width cycles for a pair. The divisor of 0 and x is x. */
export const gcd = module(
  'gcd',
  ({ width }: { width: number }) => ({
    pairs: streamIn(bundle({ a: uint(width), b: uint(width) })),
    divisors: streamOut(uint(width)),
  }),
  (io, { width }) => {
    const a = reg(uint(width));
    const b = reg(uint(width));
    io.pairs.ready.set(false);
    io.divisors.valid.set(false);
    io.divisors.payload.set(a);

    states({
      idle: s => {
        io.pairs.ready.set(true);
        when(io.pairs.valid, () => {
          a.set(io.pairs.payload.a);
          b.set(io.pairs.payload.b);
          s.go('work');
        });
      },
      work: s => {
        when(b.eq(0), () => s.go('done'))
          .elseWhen(a.lt(b), () => {
            a.set(b);
            b.set(a);
          })
          .otherwise(() => a.set(a.subWrap(b)));
      },
      done: s => {
        io.divisors.valid.set(true);
        when(io.divisors.ready, () => s.go('idle'));
      },
    });
  },
);

export default gcd({ width: 16 });
