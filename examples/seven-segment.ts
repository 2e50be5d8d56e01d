/**
 * A display of several hexadecimal digits on shared segment lines: a constant table as a vector, a module that is
 * instantiated, and an ordinary array of signals made by `Array.from`.
 *
 *   grace sim examples/seven-segment.ts --poke value=0xcafe --cycles 64 --waves
 */
import { bool, indexType, input, lit, module, mux, output, reg, select, uint, vecOf, when } from 'grace-hdl';

/** Segments of the digits 0 to f: bit 0 is a (top), clockwise to f in bit 5, and g (middle) in bit 6. */
export const segmentTable = [
  0x3f, 0x06, 0x5b, 0x4f, 0x66, 0x6d, 0x7d, 0x07, 0x7f, 0x6f, 0x77, 0x7c, 0x39, 0x5e, 0x79, 0x71,
] as const;

/** Four bits as the segments that light up. Combinational. */
export const hexDigit = module(
  'hex_digit',
  () => ({ digit: input(uint(4)), segments: output(uint(7)) }),
  io => {
    io.segments.set(vecOf(uint(7), segmentTable).at(io.digit));
  },
);

/**
 * Shows one digit at a time, each for `hold` cycles, digit 0 (the lowest four bits) first.
 * `digit_on` has one bit for each digit, of which one is 1; `blank` turns the display off.
 */
export const sevenSegment = module(
  'seven_segment',
  ({ digits }: { digits: number; hold: number }) => ({
    value: input(uint(4 * digits)),
    blank: input(bool),
    segments: output(uint(7)),
    digit_on: output(uint(digits)),
  }),
  (io, { digits, hold }) => {
    const timer = reg(indexType(hold), { init: 0 });
    const shown = reg(indexType(digits), { init: 0 });
    const next = timer.eq(hold - 1);
    timer.set(next.mux(0, timer.addWrap(1)));
    when(next, () => shown.set(shown.eq(digits - 1).mux(0, shown.addWrap(1))));

    const nibbles = Array.from({ length: digits }, (_, i) => io.value.bits(4 * i + 3, 4 * i));
    const decoder = hexDigit();
    decoder.digit.set(select(shown, nibbles));
    io.segments.set(decoder.segments);
    io.digit_on.set(mux(io.blank, 0, lit(uint(digits), 1).shlWrap(shown)));
  },
);

export default sevenSegment({ digits: 4, hold: 8 });
