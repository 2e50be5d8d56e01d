import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { monitorStreams, random, simulate } from '../../backend-sim/index.js';
import type { Design } from '../../dsl/ir/index.js';
import { parseDesign, printDesign } from '../../dsl/ir/text/index.js';
import { golden } from '../golden.js';
import { pipe } from './stream/pipe.js';

const monitor = suite('stream monitors');

/** A source inside a design that can break each rule: valid falls, or the payload changes, whatever ready does. */
const source = parseDesign(`design top

module source {
  domain sys, clock clk rising, reset rst sync high
  port in valid = %0 : bool<1>, domain sys
  port in low = %1 : uint<8>, domain sys
  port in high = %2 : uint<8>[3], domain sys
  port out m_low = %3 : uint<8>, path m payload low, domain sys
  port out m_high = %4 : uint<8>[3], path m payload high, domain sys
  port out m_last = %5 : bool<1>, path m last, domain sys
  port out m_valid = %6 : bool<1>, path m valid, domain sys
  port in m_ready = %7 : bool<1>, path m ready, domain sys
  %0 = input : bool<1>, name valid port
  %1 = input : uint<8>, name low port
  %2 = input : uint<8>[3], name high port
  %3 = output : uint<8>, name m_low port
  %4 = output : uint<8>[3], name m_high port
  %5 = output : bool<1>, name m_last port
  %6 = output : bool<1>, name m_valid port
  %7 = input : bool<1>, name m_ready port
  %8 = redor %1 : bool<1>
  stream out stream m, domain sys, valid %6, ready %7, last %5, payload low %3, payload high %4
  set %3 = %1
  set %4 = %2
  set %5 = %8
  set %6 = %0
}

module top {
  domain sys, clock clk rising, reset rst sync high
  port in valid = %0 : bool<1>, domain sys
  port in low = %1 : uint<8>, domain sys
  port in high = %2 : uint<8>[3], domain sys
  port in ready = %3 : bool<1>, domain sys
  instance u_source : source, inputs { valid: %0, low: %1, high: %2, m_ready: %3 }, outputs { m_valid: %4, m_low: %5 }, domains { sys: sys }
  %0 = input : bool<1>, name valid port
  %1 = input : uint<8>, name low port
  %2 = input : uint<8>[3], name high port
  %3 = input : bool<1>, name ready port
  %4 = inst of 0 port m_valid : bool<1>
  %5 = inst of 0 port m_low : uint<8>
  stream inner stream made, domain sys, valid %4, ready %3, payload %5
}
`);

for (const engine of ['wasm', 'interpreter'] as const) {
  const broken = (act: (sim: ReturnType<typeof simulate>) => void): string => {
    const sim = simulate(source, { engine });
    sim.poke('valid', 1);
    sim.poke('low', 1);
    sim.step(2);
    act(sim);
    try {
      sim.step();
    } catch (error) {
      return (error as Error).message.split('\n').slice(0, 2).join('\n');
    }
    return 'no error';
  };

  monitor(`${engine}: names the instance, the stream, the rule and the field`, () => {
    const where = '  in top.u_source, cycle 2';
    const rule = 'before the offer was taken; it holds until ready';
    assert.is(
      broken(sim => sim.poke('valid', 0)),
      `assert failed: stream m: valid fell ${rule}\n${where}`,
    );
    assert.is(
      broken(sim => sim.poke('low', 2)),
      `assert failed: stream m: payload.low changed ${rule}\n${where}`,
    );
    assert.is(
      broken(sim => sim.poke('high', [0, 0, 1])),
      `assert failed: stream m: payload.high changed ${rule}\n${where}`,
    );
  });

  monitor(`${engine}: an offer that was taken may change, and a reset ends it`, () => {
    assert.is(
      broken(sim => {
        sim.poke('ready', 1);
        sim.step();
        sim.poke('low', 7);
        sim.step();
        sim.poke('valid', 0);
      }),
      'no error',
    );
    assert.is(
      broken(sim => {
        sim.reset();
        sim.poke('valid', 0);
      }),
      'no error',
    );
  });
}

monitor('a bench that breaks a rule of an input is told so', () => {
  const sim = simulate(pipe());
  sim.poke('s_valid', 1);
  sim.step(3);
  sim.poke('s_valid', 0);
  assert.throws(() => sim.step(), /the bench breaks a rule of stream s: valid fell before the offer was taken/);
});

monitor('a stream that keeps the rules never disturbs, and runs as without monitors', () => {
  fc.assert(
    fc.property(fc.integer(), fc.double({ min: 0, max: 0.9, noNaN: true }), (seed, probability) => {
      const feed = { s: Uint8Array.from({ length: 30 }, (_, i) => i) };
      const options = { expect: { m: 30 }, stall: random(probability) };
      const [a, b] = [true, false].map(on => simulate(pipe(), { seed, monitor: on }).transfer(feed, options));
      assert.equal(a, b);
    }),
    { numRuns: 25 },
  );
});

monitor('each stream is watched once: what comes out of an instance, only inside it', () => {
  const checks = (design: Design): string[] => simulate(design).checks.map(({ path, message }) => `${path} ${message}`);
  assert.is(checks(source).filter(text => text.startsWith('u_source stream m')).length, 4);
  assert.is(checks(source).length, 4);
});

monitor('the pass adds registers and asserts, and takes nothing away', () => {
  golden('sim/monitored.txt', printDesign(monitorStreams(pipe())));
});

monitor.run();
