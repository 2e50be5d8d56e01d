import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  bool,
  type Circuit,
  designOf,
  dot,
  i8,
  input,
  matVec,
  mux,
  range,
  requantize,
  type SIntType,
  scaleOf,
  sint,
  streamIn,
  streamOut,
  sumTree,
  type Type,
  type Vec,
  vec,
  when,
  wire,
} from '../../../dsl/index.js';
import { delayOf } from '../../../dsl/stream/pipeline/delays.js';
import { bytes, flow, gives, isFullSpeed, pour, streamOf, weathers } from './rig.js';

const test = suite('pipeline');

type Bytes = Vec<SIntType<8>>;

/** Functions of nine bytes, and the types that they give. */
const functions: Record<string, readonly [Type, (x: Bytes) => unknown]> = {
  'a dot product': [
    sint(21),
    x =>
      dot(
        x,
        range(9).map(i => 11 * i - 40),
      ).extend(21),
  ],
  'many dot products': [
    vec(sint(20), 4),
    x =>
      matVec(
        range(4).map(o => range(9).map(i => (o * 37 + i * 11) % 100)),
        x,
      ).map(y => y.extend(20)),
  ],
  'a requantized sum': [i8, x => requantize(sumTree(x), scaleOf(0.3), i8)],
  'a choice': [sint(17), x => mux(x.at(0).gt(x.at(1)), x.at(2).mul(x.at(3)), x.at(4).mul(x.at(5))).add(x.at(6))],
  'an element chosen at run time': [i8, x => x.at(x.at(0).asUInt().bits(2, 0))],
  'parts of different depth': [
    vec(sint(24), 3),
    x => [x.at(0), x.at(1).mul(x.at(2)), x.at(3).mul(x.at(4)).mul(x.at(5))],
  ],
  'a constant beside': [vec(sint(9), 2), x => [x.at(0).add(1), x.at(8).extend(9)]],
  'wiring only': [i8, x => x.at(7)],
};

const build = (name: string, stages: number): Circuit => {
  const [type, fn] = functions[name]!;
  return flow({ s: streamIn(vec(i8, 9)), m: streamOut(type) }, io => {
    io.s.map(fn as never, { stages }).into(io.m as never);
  });
};

const signed = (n: number) => bytes(n).map(x => x - 128);
const elements = (n: number): number[][] => range(n).map(i => signed(9 * n).slice(9 * i, 9 * i + 9));

for (const name of Object.keys(functions)) {
  test(`${name} is the same in any number of stages`, () => {
    const data = elements(12);
    const expected = pour(build(name, 0), { s: data }, { m: 12 }).data.m!;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), weathers, (stages, weather) => {
        const circuit = build(name, stages);
        assert.is(streamOf(circuit, 'm').latency, stages);
        gives(circuit, { s: data }, { m: expected }, weather);
        isFullSpeed(circuit, { s: data }, 'm', 12);
      }),
      { numRuns: 7 },
    );
  });
}

/** The longest way from register to register. */
function periodOf(circuit: Circuit): number {
  const { nodes } = circuit[designOf].modules[0]!;
  const times: number[] = [];
  for (const node of nodes) {
    const from = node.op === 'reg' ? 0 : Math.max(0, ...node.args.map(arg => times[arg] ?? 0));
    times[node.id] =
      from +
      delayOf(
        node,
        node.args.map(arg => nodes[arg]!.width),
      );
  }
  return Math.max(...times.filter(time => time !== undefined));
}

test('registers stand between the operators', () => {
  const whole = periodOf(build('a dot product', 1));
  assert.ok(whole > 8);
  assert.ok(periodOf(build('a dot product', 2)) <= 0.65 * whole);
  assert.ok(periodOf(build('a dot product', 3)) <= 0.5 * whole);
});

test('a signal from outside counts as it was when the element came', () => {
  const circuit = flow({ s: streamIn(i8), gain: input(i8), m: streamOut(sint(16)) }, io => {
    io.s.map(x => x.mul(io.gain), { stages: 3 }).into(io.m);
  });
  gives(circuit, { s: [1, 2, 3] }, { m: [0, 0, 0] });
});

test('logic with conditions stays in one piece', () => {
  const circuit = flow({ s: streamIn(i8), m: streamOut(sint(9)) }, io => {
    io.s
      .map(
        x => {
          const y = wire(sint(9), 0);
          const big = wire(bool, x.gt(10));
          when(big, () => y.set(x.add(1)));
          return y;
        },
        { stages: 3 },
      )
      .into(io.m);
  });
  assert.is(streamOf(circuit, 'm').latency, 3);
  gives(circuit, { s: [1, 20, 30] }, { m: [0, 21, 31] }, { source: 0.5, sink: 0.5, seed: 4 });
});

test('a period takes as many stages as its device needs, and products get registers of their own', () => {
  const data = elements(12);
  const [type, fn] = functions['a dot product']!;
  const of = (options: object) =>
    flow({ s: streamIn(vec(i8, 9)), m: streamOut(type) }, io => io.s.map(fn as never, options).into(io.m as never));
  const expected = pour(of({}), { s: data }, { m: 12 }).data.m!;
  const latencies = [
    { period: 10 },
    { period: 5 },
    { period: 4 },
    { period: 10, target: 'ecp5' },
    { period: 10, target: 'ice40' },
  ].map(options => {
    const circuit = of(options);
    gives(circuit, { s: data }, { m: expected }, { source: 0.5, sink: 0.5, seed: 3 });
    isFullSpeed(circuit, { s: data }, 'm', 12);
    return streamOf(circuit, 'm').latency!;
  });
  assert.equal(latencies, [2, 4, 5, 2, 3]);
});

test.run();
