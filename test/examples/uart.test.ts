import fc from 'fast-check';
import { bool, module, output, streamIn, streamOut, u8 } from 'grace-hdl';
import { random, simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { uart, uartReceive, uartTransmit } from '../../examples/uart/index.js';

const serial = suite('examples/uart');
const divider = fc.integer({ min: 4, max: 19 });
const bytes = fc.uint8Array({ minLength: 1, maxLength: 12 });

/** The transmitter talks to the receiver. */
const loopback = module(
  'loopback',
  (_spec: { divider: number }) => ({ send: streamIn(u8), received: streamOut(u8), line: output(bool) }),
  (io, spec) => {
    const port = uart(spec);
    io.send.into(port.send);
    port.rx.set(port.tx);
    port.received.into(io.received);
    io.line.set(port.tx);
  },
);

/** A line as a list of levels, one per cycle. */
const frame = (byte: number, cycles: number, stop = 1): number[] =>
  [0, ...Array.from({ length: 8 }, (_, i) => (byte >> i) & 1), stop].flatMap(bit => Array<number>(cycles).fill(bit));

serial('bytes come back through the line, in order, back to back or with pauses', () => {
  fc.assert(
    fc.property(divider, bytes, fc.constantFrom(0, 0.5, 0.98), (cycles, sent, pauses) => {
      const sim = simulate(loopback({ divider: cycles }));
      const options = { expect: { received: sent.length }, stall: { send: random(pauses) } };
      const { data } = sim.transfer({ send: sent }, options);
      assert.equal([...data.received], [...sent]);
    }),
    { numRuns: 30 },
  );
});

serial('sends frames without a gap', () => {
  const sim = simulate(uartTransmit({ divider: 5 }));
  const sent = [0x55, 0x00, 0xa7];
  const levels: number[] = [];
  const offer = (byte: number | undefined): void => {
    sim.poke('bytes.payload', byte ?? 0);
    sim.poke('bytes.valid', byte !== undefined);
  };
  offer(sent[0]);
  sim.step();
  for (const next of [...sent.slice(1), undefined]) {
    offer(next);
    for (let cycle = 0; cycle < 50; cycle++) {
      levels.push(Number(sim.peek('line')));
      sim.step();
    }
  }
  assert.equal(
    levels,
    sent.flatMap(byte => frame(byte, 5)),
  );
  assert.is(sim.peek('line'), true);
});

/** What a receiver says about a line, cycle by cycle. */
function listen(cycles: number, levels: readonly number[], ready = true) {
  const sim = simulate(uartReceive({ divider: cycles }));
  sim.poke('line', 1);
  sim.poke('bytes.ready', ready);
  sim.step(4);
  const heard = { bytes: [] as number[], errors: 0, overruns: 0 };
  for (const level of levels) {
    sim.poke('line', level as 0 | 1);
    if (sim.peek('bytes.valid') && ready) heard.bytes.push(sim.peek('bytes.payload') as number);
    if (sim.peek('frame_error')) heard.errors++;
    if (sim.peek('overrun')) heard.overruns++;
    sim.step();
  }
  return heard;
}

serial('hears a sender that is up to 4 % fast or slow', () => {
  for (const speed of [0.96, 1, 1.04]) {
    const wave = [0x00, 0xff, 0x5a].flatMap(byte => frame(byte, 1));
    const length = 25 * speed;
    const levels = Array.from(
      { length: Math.ceil(length * wave.length) + 60 },
      (_, t) => wave[Math.floor(t / length)] ?? 1,
    );
    assert.equal(listen(25, levels), { bytes: [0x00, 0xff, 0x5a], errors: 0, overruns: 0 });
  }
});

serial('a frame without a stop bit is an error, and the next one is heard again', () => {
  const rest = Array<number>(30).fill(1);
  const heard = listen(8, [...frame(0x12, 8, 0), ...rest, ...frame(0x34, 8), ...rest]);
  assert.equal(heard, { bytes: [0x34], errors: 1, overruns: 0 });
});

serial('a glitch is no start bit', () => {
  const heard = listen(8, [0, 0, ...Array<number>(100).fill(1)]);
  assert.equal(heard, { bytes: [], errors: 0, overruns: 0 });
});

serial('a byte that nobody takes is lost to the next one, and that is told', () => {
  const levels = [...frame(1, 8), ...frame(2, 8), ...frame(3, 8), ...Array<number>(20).fill(1)];
  assert.is(listen(8, levels, false).overruns, 2);
});

serial.run();
