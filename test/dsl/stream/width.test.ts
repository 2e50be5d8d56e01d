import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { SimulationError } from '../../../backend-sim/index.js';
import { type Circuit, streamIn, streamOut, u8, vec } from '../../../dsl/index.js';
import { errorsOf } from '../rig.js';
import { type Packet, packets, pourPackets } from './packets.js';
import { bytes, flow, gives, pour, streamOf, weathers } from './rig.js';

const test = suite('width');

const marked = { last: true };
const sizes = fc.integer({ min: 1, max: 5 });
const groups = <T>(items: readonly T[], n: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / n) }, (_, i) => items.slice(n * i, n * i + n));
const filled = (group: readonly number[], n: number): number[] => [
  ...group,
  ...Array<number>(n - group.length).fill(0),
];

/** Built once for each set of sizes. */
const built = new Map<string, Circuit>();
function once(key: string, build: () => Circuit): Circuit {
  if (!built.has(key)) built.set(key, build());
  return built.get(key)!;
}

const widening = (n: number) =>
  once(`widen ${n}`, () => flow({ s: streamIn(u8), m: streamOut(vec(u8, n)) }, io => io.s.widen(n).into(io.m)));
const gear = (n: number, m: number) =>
  once(`gear ${n} ${m}`, () =>
    flow({ s: streamIn(vec(u8, n)), m: streamOut(vec(u8, m)) }, io => io.s.gearbox(m).into(io.m)),
  );

test('widen: n elements as one vector', () => {
  fc.assert(
    fc.property(sizes, fc.array(fc.nat(255), { maxLength: 30 }), weathers, (n, data, weather) => {
      const expected = groups(data, n).filter(group => group.length === n);
      gives(widening(n), { s: data.slice(0, n * expected.length) }, { m: expected }, weather);
    }),
    { numRuns: 25, seed: 1 },
  );
});

test('narrow: the elements one by one', () => {
  fc.assert(
    fc.property(sizes, fc.array(fc.nat(255), { maxLength: 30 }), weathers, (n, data, weather) => {
      const circuit = once(`narrow ${n}`, () =>
        flow({ s: streamIn(vec(u8, n)), m: streamOut(u8) }, io => io.s.narrow().into(io.m)),
      );
      const whole = groups(data, n).map(group => filled(group, n));
      gives(circuit, { s: whole }, { m: whole.flat() }, weather);
    }),
    { numRuns: 25, seed: 2 },
  );
});

test('gearbox: vectors of n as vectors of m', () => {
  fc.assert(
    fc.property(sizes, sizes, fc.array(fc.nat(255), { maxLength: 40 }), weathers, (n, m, data, weather) => {
      const from = groups(data, n).map(group => filled(group, n));
      const to = groups(from.flat(), m).filter(group => group.length === m);
      gives(gear(n, m), { s: from }, { m: to }, weather);
    }),
    { numRuns: 40, seed: 3 },
  );
});

test('the narrower side never waits', () => {
  for (const n of [1, 2, 3, 4, 5])
    for (const m of [1, 2, 3, 4, 5]) {
      const groups = 20 * m;
      const { cycles } = pour(gear(n, m), { s: groupsOf(groups, n) }, { m: (groups * n) / m });
      // As many cycles as the side with more transfers has, one to get through, and what the last vector waits for.
      assert.ok(cycles <= Math.max(groups, (groups * n) / m) + 2 + Math.ceil(m / n), `${n} to ${m}: ${cycles}`);
      assert.is(streamOf(gear(n, m), 'm').interval, Math.max(1, m / n));
    }
  assert.is(pour(widening(4), { s: bytes(80) }, { m: 20 }).cycles, 81);
});

const groupsOf = (count: number, n: number): number[][] => groups(bytes(count * n), n);

/** Packets there and back: cut into groups whose counts tell what is there, and taken apart again. */
const roundTrips: Readonly<Record<string, (n: number, m: number) => Circuit>> = {
  'widen and narrow': n =>
    flow({ s: streamIn(u8, marked), m: streamOut(u8, marked) }, io =>
      io.s.widen(n, { partial: 'count' }).narrow().into(io.m),
    ),
  'widen, gearbox and narrow': (n, m) =>
    flow({ s: streamIn(u8, marked), m: streamOut(u8, marked) }, io =>
      io.s.widen(n, { partial: 'count' }).gearbox(m, { partial: 'count' }).narrow().into(io.m),
    ),
};
for (const [name, build] of Object.entries(roundTrips))
  test(`${name}: packets of any length come back as they were`, () => {
    fc.assert(
      fc.property(sizes, sizes, packets(9), weathers, (n, m, data, weather) => {
        const circuit = once(`${name} ${n} ${m}`, () => build(n, m));
        const { m: out } = pourPackets(circuit, { s: data }, { m: data.flat().length }, weather).data;
        assert.equal(out, data);
      }),
      { numRuns: 30, seed: 4 },
    );
  });

const padding = (n: number, partial: 'never' | 'zeros', gears = 0) =>
  once(`${partial} ${n} ${gears}`, () =>
    flow({ s: streamIn(u8, marked), m: streamOut(vec(u8, gears || n), marked) }, io => {
      const wide = io.s.widen(n, { partial });
      (gears ? wide.gearbox(gears, { partial }) : wide).into(io.m);
    }),
  );

const padded = (packet: Packet, n: number) => groups(packet, n).map(group => filled(group, n));

test('the end of a packet ends its group, filled up with zeros', () => {
  fc.assert(
    fc.property(sizes, packets(9), weathers, (n, data, weather) => {
      const expected = data.map(packet => padded(packet, n));
      const { m } = pourPackets(padding(n, 'zeros'), { s: data }, { m: expected.flat().length }, weather).data;
      assert.equal(m, expected);
    }),
    { numRuns: 25, seed: 5 },
  );
});

test('a gearbox fills up behind the zeros of the groups that it gets', () => {
  fc.assert(
    fc.property(sizes, sizes, packets(9), weathers, (n, gears, data, weather) => {
      const expected = data.map(packet => padded(padded(packet, n).flat(), gears));
      const circuit = padding(n, 'zeros', gears);
      const { m } = pourPackets(circuit, { s: data }, { m: expected.flat().length }, weather).data;
      assert.equal(m, expected);
    }),
    { numRuns: 25, seed: 6 },
  );
});

test('a packet that fills no group is found in simulation unless something was said', () => {
  const short = (gears: number) => () =>
    pourPackets(padding(4, 'never', gears), { s: [[1, 2, 3, 4, 5, 6, 7, 8], [9]] }, { m: 3 });
  assert.throws(
    short(0),
    (error: Error) => error instanceof SimulationError && /ends within a group of 4/.test(error.message),
  );
  const uneven = () => pourPackets(padding(4, 'never', 3), { s: [[1, 2, 3, 4]] }, { m: 2 });
  assert.throws(uneven, /does not fill groups of 3/);
});

test('HW012: only vectors are taken apart', () => {
  const plain = (use: (s: never) => unknown) => () =>
    flow({ s: streamIn(u8), m: streamOut(u8) }, io => void use(io.s as never));
  assert.match(errorsOf(plain(s => (s as { narrow(): unknown }).narrow()))[0]!, /^HW012 narrow: s carries UInt<8>/);
  assert.match(
    errorsOf(plain(s => (s as { gearbox(m: number): unknown }).gearbox(2)))[0]!,
    /^HW012 gearbox: s carries/,
  );
});

test.run();
