import { bool, indexType, input, module, output, reg, states, streamOut, u8, uint, when } from 'grace-hdl';
import { synchroniser } from '../synchroniser.js';
import type { UartSpec } from './transmit.js';

/**
 * Receives what `uartTransmit` sends; the line may come from another clock. A byte waits in `bytes` until it is taken.
 * For one cycle each, `frame_error` tells of a frame without a stop bit, and `overrun` of a byte that is lost because one
 * is still waiting.
 */
export const uartReceive = module(
  'uart_receive',
  (_spec: UartSpec) => ({
    line: input(bool),
    bytes: streamOut(u8),
    frame_error: output(bool),
    overrun: output(bool),
  }),
  (io, { divider }) => {
    const incoming = synchroniser({ width: 1, init: 1 });
    incoming.from.set(io.line.asUInt());
    const line = incoming.to.bit(0);
    const timer = reg(indexType(divider), { init: 0 });
    const count = reg(uint(3), { init: 0 });
    const bits = reg(u8);
    const sample = timer.eq(0);
    when(sample.not(), () => timer.set(timer.subWrap(1)));

    const byte = reg(u8);
    const full = reg(bool, { init: false });
    io.bytes.payload.set(byte);
    io.bytes.valid.set(full);
    when(io.bytes.fire, () => full.set(false));
    io.frame_error.set(false);
    io.overrun.set(false);

    states({
      idle: s => {
        when(line.not(), () => {
          s.go('start');
          timer.set((divider >> 1) - 1);
        });
      },
      // The middle of the start bit: every sample from here on is one bit later.
      start: s => {
        when(sample, () => {
          when(line, () => s.go('idle')).otherwise(() => s.go('data'));
          timer.set(divider - 1);
        });
      },
      data: s => {
        when(sample, () => {
          bits.set(line.asUInt().cat(bits.bits(7, 1)));
          count.set(count.addWrap(1));
          when(count.eq(7), () => s.go('stop'));
          timer.set(divider - 1);
        });
      },
      stop: s => {
        when(sample.and(line), () => {
          s.go('idle');
          // A byte that is offered stays until it is taken, so a new one has to give way.
          when(full.and(io.bytes.ready.not()), () => io.overrun.set(true)).otherwise(() => {
            byte.set(bits);
            full.set(true);
          });
        }).elseWhen(sample, () => {
          s.go('broken');
          io.frame_error.set(true);
        });
      },
      broken: s => {
        when(line, () => s.go('idle'));
      },
    });
  },
);
