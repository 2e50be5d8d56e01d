import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { random, simulate } from '../../../backend-sim/index.js';
import { designOf, domain, streamIn, streamOut, u8 } from '../../../dsl/index.js';
import { errorsOf } from '../rig.js';
import { ends, packets } from './packets.js';
import { bytes, flow, weathers } from './rig.js';

const test = suite('cross');

const write = domain({ name: 'wr' });
const read = domain({ name: 'rd', reset: 'async', activeLow: true });
const marked = { last: true };

const crossing = (depth: number) =>
  flow({ s: streamIn(u8, { domain: write, ...marked }), m: streamOut(u8, { domain: read, ...marked }) }, io => {
    io.s
      .map(x => x.addWrap(1), { stages: 1 })
      .cross(read, depth)
      .map(x => x.subWrap(1), { stages: 1 })
      .into(io.m);
  });

test('packets pass between clocks of any ratio', () => {
  const circuits = [4, 8, 16].map(crossing);
  fc.assert(
    fc.property(
      fc.nat(2),
      fc.constantFrom(3, 7, 10, 13, 27),
      packets(),
      weathers,
      (i, period, s, { source, sink, seed }) => {
        const sim = simulate(circuits[i]!, { clocks: { rd: { period } }, seed, randomizeState: true });
        const data = s.flat();
        const { data: out, last } = sim.transfer(
          { s: data } as never,
          { expect: { m: data.length }, last: { s: ends(s) }, stall: { s: random(source), m: random(sink) } } as never,
        );
        assert.equal(Array.from((out as { m: ArrayLike<number> }).m), data);
        assert.equal(last.m ?? [], ends(s));
      },
    ),
    { numRuns: 25, seed: 1 },
  );
});

test('depth 8 carries one element per cycle of the slower clock', () => {
  for (const period of [5, 10, 20]) {
    const sim = simulate(crossing(8), { clocks: { rd: { period } } });
    const data = bytes(200);
    sim.transfer({ s: data } as never, { expect: { m: 200 } } as never);
    assert.ok(sim.time < 200 * Math.max(10, period) + 15 * Math.max(10, period), `${period} ns: ${sim.time} ns`);
  }
});

test('what follows belongs to the other clock, and nothing crosses but the synchronisers', () => {
  const { modules } = crossing(8)[designOf];
  const top = modules.at(-1)!;
  assert.equal(
    top.streams.map(({ name, domain: of }) => `${name} ${of}`),
    ['s wr', 'm rd', 's_map wr', 's_map_rd rd', 's_map_rd_map rd'],
  );
  const between = modules.filter(({ synchroniser }) => synchroniser).map(({ name }) => name);
  assert.is(between.length, 2);
  assert.ok(between.every(name => name.startsWith('gray_synchroniser')));
});

test('HW035: streams of different clocks meet only behind a crossing', () => {
  const build = () =>
    flow({ a: streamIn(u8, { domain: write }), b: streamIn(u8, { domain: read }), m: streamOut(u8) }, io =>
      io.a.zip(io.b, x => x).into(io.m),
    );
  assert.match(
    errorsOf(build)[0]!,
    /^HW035 zip: a follows clock wr_clk, and b follows clock rd_clk .*b\.cross\(wr, 16\)/,
  );
});

test('HW035: an output takes what belongs to its clock', () => {
  const build = () =>
    flow({ s: streamIn(u8, { domain: write }), m: streamOut(u8, { domain: read }) }, io => io.s.into(io.m));
  assert.match(errorsOf(build)[0]!, /^HW035 s follows clock wr_clk, and m belongs to domain rd \| s\.cross\(rd, 16\)/);
});

test('HW002: the depth is a power of two', () => {
  const build = (depth: number) => () => crossing(depth);
  for (const depth of [2, 6, 4.5]) assert.match(errorsOf(build(depth))[0]!, /^HW002 cross: room for/);
});

test.run();
