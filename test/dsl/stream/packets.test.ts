import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { simulate } from '../../../backend-sim/index.js';
import { output, type Stream, streamIn, streamOut, type UIntType, u8, uint } from '../../../dsl/index.js';
import { packets, pourPackets } from './packets.js';
import { bytes, flow, gives, isFullSpeed, pour, weathers } from './rig.js';

const test = suite('batch, take, repeat and monitor');

type Bytes = Stream<UIntType<8>>;
const marked = { last: true };
const plain = (make: (s: Bytes) => Bytes) => flow({ s: streamIn(u8), m: streamOut(u8) }, io => make(io.s).into(io.m));
const through = (make: (s: Bytes) => Bytes) =>
  flow({ s: streamIn(u8, marked), m: streamOut(u8, marked) }, io => make(io.s).into(io.m));

test('batch: packets, also such as are longer than the fifo', () => {
  const circuits = [2, 3, 8].flatMap(depth => [
    through(s => s.batch(depth)),
    through(s => s.batch(depth, { style: 'block' })),
  ]);
  fc.assert(
    fc.property(fc.nat(circuits.length - 1), packets(10), weathers, (i, s, weather) => {
      assert.equal(pourPackets(circuits[i]!, { s }, { m: s.flat().length }, weather).data.m, s);
    }),
    { numRuns: 40, seed: 1 },
  );
});

test('batch: a packet leaves without gaps, however slowly it comes', () => {
  const sim = simulate(
    through(s => s.batch(8)),
    { seed: 3 },
  );
  sim.poke('m_ready', true);
  const offers: number[] = [];
  for (let cycle = 0; cycle < 60; cycle++) {
    // An element in every third cycle, packets of 5.
    sim.poke('s_valid', cycle % 3 === 0);
    sim.poke('s_last', cycle % 15 === 12);
    if (sim.peek('m_valid')) offers.push(cycle);
    sim.step();
  }
  assert.equal(offers.slice(0, 10), [13, 14, 15, 16, 17, 28, 29, 30, 31, 32]);
});

test('batch: one element per cycle while the next packet comes', () => {
  const data = Array.from({ length: 20 }, (_, i) => bytes(8, i));
  const { cycles } = pourPackets(
    through(s => s.batch(16)),
    { s: data },
    { m: 160 },
  );
  assert.is(cycles, 160 + 8);
});

test('take: the first elements, of each packet where there are packets', () => {
  const first = plain(s => s.take(3));
  gives(first, { s: bytes(9) }, { m: bytes(3) }, { source: 0.5, sink: 0.5, seed: 3 });
  const each = through(s => s.take(3));
  fc.assert(
    fc.property(packets(), weathers, (s, weather) => {
      const expected = s.map(packet => packet.slice(0, 3));
      assert.equal(pourPackets(each, { s }, { m: expected.flat().length }, weather).data.m, expected);
    }),
    { numRuns: 20, seed: 2 },
  );
});

test('repeat: each element n times, its mark at the last', () => {
  const circuits = [1, 2, 3, 4].map(n => through(s => s.repeat(n)));
  fc.assert(
    fc.property(fc.nat(3), packets(), weathers, (i, s, weather) => {
      const expected = s.map(packet => packet.flatMap(x => Array<number>(i + 1).fill(x)));
      assert.equal(pourPackets(circuits[i]!, { s }, { m: expected.flat().length }, weather).data.m, expected);
    }),
    { numRuns: 20, seed: 3 },
  );
  assert.is(
    pour(
      plain(s => s.repeat(3)),
      { s: bytes(20) },
      { m: 60 },
    ).cycles,
    60,
  );
});

test('pipe: as many registers as are wanted, of each kind', () => {
  for (const kind of ['skid', 'regValid', 'regReady'] as const) {
    const circuit = plain(s => s.pipe(3, kind));
    gives(circuit, { s: bytes(30) }, { m: bytes(30) }, { source: 0.5, sink: 0.5, seed: 3 });
    isFullSpeed(circuit, { s: bytes(30) }, 'm', 30);
  }
  gives(
    plain(s => s.pipe(0)),
    { s: bytes(3) },
    { m: bytes(3) },
  );
});

test('monitor: counts what passes, and who waits', () => {
  const ports = {
    s: streamIn(u8, marked),
    m: streamOut(u8, marked),
    transfers: output(uint(32)),
    stalls: output(uint(32)),
    starved: output(uint(32)),
    packets: output(uint(32)),
  };
  const circuit = flow(ports, io => {
    io.s
      .monitor(counts => {
        io.transfers.set(counts.transfers);
        io.stalls.set(counts.stalls);
        io.starved.set(counts.starved);
        io.packets.set(counts.packets!);
      })
      .into(io.m);
  });
  const sim = simulate(circuit);
  const expected = { transfers: 0, stalls: 0, starved: 0, packets: 0 };
  let valid = false;
  let end = false;
  let taken = false;
  let state = 1;
  const chance = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  for (let cycle = 0; cycle < 200; cycle++) {
    // An offer that waits stays as it is.
    if (!valid || taken) {
      valid = chance() < 0.6;
      end = chance() < 0.3;
    }
    const ready = chance() < 0.6;
    sim.poke('s_valid', valid);
    sim.poke('s_last', end);
    sim.poke('m_ready', ready);
    taken = valid && ready;
    if (taken) expected.transfers++;
    if (valid && !ready) expected.stalls++;
    if (!valid && ready) expected.starved++;
    if (valid && ready && end) expected.packets++;
    sim.step();
  }
  for (const [name, count] of Object.entries(expected)) assert.is(sim.peek(name as 'stalls'), count, name);
  assert.ok(expected.stalls > 20 && expected.starved > 20 && expected.packets > 10);
});

test('monitor: names the rule that is broken, also where simulation watches nothing by itself', () => {
  const circuit = plain(s => s.monitor());
  const broken = (act: (sim: ReturnType<typeof simulate>) => void) => () => {
    const sim = simulate(circuit, { monitor: false });
    sim.poke('s_valid', true);
    sim.poke('s_payload', 5);
    sim.step();
    act(sim as never);
    sim.step();
  };
  assert.throws(
    broken(sim => sim.poke('s_valid', false)),
    /stream s: valid fell before the offer was taken/,
  );
  assert.throws(
    broken(sim => sim.poke('s_payload', 6)),
    /stream s: payload changed before the offer was taken/,
  );
  broken(() => {})();
});

test.run();
