/**
 * A serial port: a transmitter and a receiver, each with a stream of bytes on one side and a line on the other. Shows
 * streams that are driven by hand, a state machine, and a module that holds two instances.
 *
 *   grace verilog examples/uart/index.ts --param divider=868 -o out     (115,200 baud at 100 MHz)
 */
import { bool, input, module, output, streamIn, streamOut, u8 } from 'grace-hdl';
import { uartReceive } from './receive.js';
import { type UartSpec, uartTransmit } from './transmit.js';

export { uartReceive, uartTransmit };

/** Both directions. `divider` is the number of clock cycles of one bit, at least 4. */
export const uart = module(
  'uart',
  (_spec: UartSpec) => ({
    send: streamIn(u8),
    tx: output(bool),
    rx: input(bool),
    received: streamOut(u8),
    frame_error: output(bool),
    overrun: output(bool),
  }),
  (io, spec) => {
    const transmit = uartTransmit(spec);
    io.send.into(transmit.bytes);
    io.tx.set(transmit.line);

    const receive = uartReceive(spec);
    receive.line.set(io.rx);
    receive.bytes.into(io.received);
    io.frame_error.set(receive.frame_error);
    io.overrun.set(receive.overrun);
  },
);

export default uart({ divider: 16 });
