import * as fc from 'fast-check';
import { axisIn, axisOut, bool, bundle, enumOf, fixed, module, sint, type Type, uint, vec } from 'grace-hdl';
import { random, simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const axi = suite('AXI4-Stream');

/** A type of payloads with its values. */
type Payload = readonly [Type, fc.Arbitrary<unknown>];

const whole = (width: number, signed: boolean): Payload => {
  const half = 2 ** (Math.min(width, 31) - 1);
  return signed
    ? [sint(width), fc.integer({ min: -half, max: half - 1 })]
    : [uint(width), fc.integer({ min: 0, max: 2 * half - 1 })];
};
const scalar: fc.Arbitrary<Payload> = fc.oneof(
  fc.constantFrom<Payload[]>(
    [bool, fc.boolean()],
    [enumOf('a', 'b', 'c'), fc.constantFrom('a', 'b', 'c')],
    [fixed({ int: 4, frac: 3 }), fc.integer({ min: -64, max: 63 }).map(steps => steps / 8)],
  ),
  fc.tuple(fc.integer({ min: 1, max: 40 }), fc.boolean()).map(([width, signed]) => whole(width, signed)),
);
const { payload } = fc.letrec<{ payload: Payload }>(tie => ({
  payload: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc
      .tuple(tie('payload'), fc.integer({ min: 1, max: 3 }))
      .map(
        ([[type, value], length]): Payload => [
          vec(type, length),
          fc.array(value, { minLength: length, maxLength: length }),
        ],
      ),
    fc
      .tuple(tie('payload'), tie('payload'))
      .map(([[a, x], [b, y]]): Payload => [bundle({ a, b }), fc.record({ a: x, b: y }, { noNullPrototype: true })]),
  ),
}));

axi('any payload goes in and comes out as it was declared, however tdata lays it out', () => {
  fc.assert(
    fc.property(
      payload.chain(([type, value]) => fc.tuple(fc.constant(type), fc.array(value, { maxLength: 5 }))),
      ([type, values]) => {
        const through = module(
          'through',
          () => ({ s_axis: axisIn(type), m_axis: axisOut(type) }),
          io => io.s_axis.skid().into(io.m_axis),
        );
        const sim = simulate(through());
        const feed = { s_axis: values } as never;
        const out = sim.run(feed, { expect: { m_axis: values.length }, stall: random(0.3) }).m_axis;
        assert.equal(JSON.parse(JSON.stringify([...(out as Iterable<unknown>)])), values);
      },
    ),
    { numRuns: 60 },
  );
});

axi('element 0 and the first field stand lowest, each in whole bytes', () => {
  const pairs = vec(bundle({ low: sint(5), high: uint(9) }), 2);
  const through = module(
    'through',
    () => ({ s_axis: axisIn(pairs), m_axis: axisOut(pairs) }),
    io => io.s_axis.into(io.m_axis),
  );
  const sim = simulate(through());
  const data = [
    { low: -1, high: 0x123 },
    { low: 2, high: 0x45 },
  ];
  sim.run({ s_axis: [data] }, { expect: { m_axis: 1 } });
  assert.is(sim.peekBig('s_axis.tdata'), 0x0045_02_0123_1fn);
});

axi.run();
