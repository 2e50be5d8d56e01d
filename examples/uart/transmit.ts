import { bool, indexType, lit, module, output, reg, streamIn, u1, u8, uint, when } from 'grace-hdl';

/** Clock cycles of one bit. */
export interface UartSpec {
  readonly divider: number;
}

/** Sends bytes as start bit, eight data bits (lowest first) and stop bit; without a pause while bytes keep coming. */
export const uartTransmit = module(
  'uart_transmit',
  (_spec: UartSpec) => ({ bytes: streamIn(u8), line: output(bool) }),
  (io, { divider }) => {
    /** What is still to send, its lowest bit on the line; ones follow, as the line is 1 at rest. */
    const frame = reg(uint(10), { init: 0x3ff });
    const left = reg(uint(4), { init: 0 });
    const timer = reg(indexType(divider), { init: 0 });
    const bitEnds = timer.eq(0);
    const free = left.eq(0).or(left.eq(1).and(bitEnds));
    io.bytes.ready.set(free);
    io.line.set(frame.bit(0));

    when(io.bytes.fire, () => {
      frame.set(lit(u1, 1).cat(io.bytes.payload, lit(u1, 0)));
      left.set(10);
      timer.set(divider - 1);
    })
      .elseWhen(bitEnds.not(), () => timer.set(timer.subWrap(1)))
      .elseWhen(left.ne(0), () => {
        frame.set(lit(u1, 1).cat(frame.bits(9, 1)));
        left.set(left.subWrap(1));
        timer.set(divider - 1);
      });
  },
);
