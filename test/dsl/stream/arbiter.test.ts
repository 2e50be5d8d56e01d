import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type ArbiterOptions,
  arbiter,
  domain,
  lit,
  streamIn,
  streamOut,
  type UIntType,
  u8,
  uint,
} from '../../../dsl/index.js';
import { errorsOf } from '../rig.js';
import { packets, pourPackets } from './packets.js';
import { bytes, flow, gives, pour, weathers } from './rig.js';

const test = suite('arbiter');

/** Elements with the number of the stream that they come from, as three inputs merge. */
const tagged = (options: ArbiterOptions, marked = false) => {
  const last = { last: marked };
  const ports = { a: streamIn(u8, last), b: streamIn(u8, last), c: streamIn(u8, last), m: streamOut(uint(10), last) };
  return flow(ports, io => {
    const numbered = [io.a, io.b, io.c].map((x, i) => x.map(value => value.cat(lit(uint(2), i))));
    arbiter(numbered, options).into(io.m);
  });
};

const source = (x: number) => x & 3;
const policies = ['roundRobin', 'priority'] as const;
const lists = fc.tuple(...[0, 1, 2].map(() => fc.array(fc.nat(255), { maxLength: 20 })));

for (const policy of policies) {
  test(`${policy}: every element once, those of one stream in their order`, () => {
    const circuit = tagged({ policy });
    fc.assert(
      fc.property(lists, weathers, ([a, b, c], weather) => {
        const inputs = [a!, b!, c!];
        const { m } = pour(circuit, { a: a!, b: b!, c: c! }, { m: inputs.flat().length }, weather).data;
        for (const [i, input] of inputs.entries())
          assert.equal(
            (m as number[]).filter(x => source(x) === i).map(x => x >> 2),
            input,
          );
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  test(`${policy}: packets stay in one piece`, () => {
    const circuit = tagged({ policy }, true);
    fc.assert(
      fc.property(packets(), packets(), packets(), weathers, (a, b, c, weather) => {
        const inputs = [a, b, c];
        const { m } = pourPackets(circuit, { a, b, c }, { m: inputs.flat(2).length }, weather).data;
        for (const [i, input] of inputs.entries())
          assert.equal(
            m!.filter(([x]) => source(x as number) === i).map(packet => packet.map(x => (x as number) >> 2)),
            input,
          );
      }),
      { numRuns: 25, seed: 2 },
    );
  });
}

test('in turns while all offer, one element per cycle', () => {
  const data = bytes(20);
  const { data: out, cycles } = pour(tagged({}), { a: data, b: data, c: data }, { m: 60 });
  assert.is(cycles, 60);
  const order = (out.m as number[]).map(source);
  assert.ok(order.slice(3).every((x, i) => x === order[i]));
  assert.equal(new Set(order.slice(0, 3)).size, 3);
});

test('the first goes first by priority', () => {
  const data = bytes(9);
  const order = (pour(tagged({ policy: 'priority' }), { a: data, b: data, c: data }, { m: 27 }).data.m as number[]).map(
    source,
  );
  assert.equal(order, [...Array(9).fill(0), ...Array(9).fill(1), ...Array(9).fill(2)]);
});

test('one stream goes through as it is', () => {
  const circuit = flow({ a: streamIn(u8), m: streamOut(u8) }, io => arbiter([io.a]).into(io.m));
  gives(circuit, { a: bytes(5) }, { m: bytes(5) });
});

test('what cannot be merged', () => {
  const mixed = () =>
    flow({ a: streamIn(u8), b: streamIn(u8, { last: true }), m: streamOut(u8) }, io =>
      arbiter([io.a, io.b]).into(io.m),
    );
  assert.match(errorsOf(mixed)[0]!, /^HW034 arbiter: b marks the ends of packets, and a does not \| a\.lastEvery\(1\)/);
  const types = () =>
    flow({ a: streamIn(u8), b: streamIn(uint(9)), m: streamOut(u8) }, io =>
      arbiter([io.a, io.b as never]).into(io.m as never),
    );
  assert.match(errorsOf(types)[0]!, /^HW012 arbiter: a carries UInt<8>, and b carries UInt<9>/);
  const other = domain({ name: 'other' });
  const clocks = () =>
    flow({ a: streamIn(u8), b: streamIn(u8, { domain: other }), m: streamOut(u8) }, io =>
      arbiter([io.a, io.b]).into(io.m),
    );
  assert.match(errorsOf(clocks)[0]!, /^HW035 arbiter: a follows clock clk, and b follows clock other_clk/);
  assert.match(errorsOf(() => flow({ m: streamOut(u8) }, io => arbiter<UIntType<8>>([]).into(io.m)))[0]!, /^HW002/);
});

test.run();
