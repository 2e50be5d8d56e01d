import * as fc from 'fast-check';
import { module, type Stream, streamIn, streamOut, type UInt, u8 } from 'grace-hdl';
import { random, simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const pipelines = suite('random pipelines');

type Bytes = Stream<typeof u8>;

/** What is done to a stream of bytes, in hardware and to an array of numbers. */
interface Step {
  readonly name: string;
  readonly hardware: (bytes: Bytes) => Bytes;
  readonly model: (bytes: number[]) => number[];
}

const same = (bytes: number[]): number[] => bytes;

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom<Step[]>(
    { name: 'skid', hardware: s => s.skid(), model: same },
    { name: 'regValid', hardware: s => s.regValid(), model: same },
    { name: 'regReady', hardware: s => s.regReady(), model: same },
    { name: 'even', hardware: s => s.filter(x => x.bit(0).not()), model: bytes => bytes.filter(x => x % 2 === 0) },
    {
      name: 'doubled',
      hardware: s => {
        const [a, b] = s.fork(2);
        return a!.zip(b!.fifo(2), (x: UInt<8>, y: UInt<8>) => x.addWrap(y));
      },
      model: bytes => bytes.map(x => (2 * x) & 255),
    },
  ),
  fc
    .integer({ min: 1, max: 5 })
    .map((depth): Step => ({ name: `fifo ${depth}`, hardware: s => s.fifo(depth), model: same })),
  fc.tuple(fc.nat(255), fc.nat(3)).map(
    ([plus, stages]): Step => ({
      name: `plus ${plus} in ${stages}`,
      hardware: s => s.map(x => x.addWrap(plus), { stages }),
      model: bytes => bytes.map(x => (x + plus) & 255),
    }),
  ),
);

pipelines('both engines give what the model gives, in the same cycles, with the same waves', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 5 }),
      fc.array(fc.nat(255), { maxLength: 25 }),
      fc.tuple(fc.double({ min: 0, max: 0.8, noNaN: true }), fc.double({ min: 0, max: 0.8, noNaN: true })),
      fc.integer(),
      (steps, data, [slowIn, slowOut], seed) => {
        const pipeline = module(
          'pipeline',
          () => ({ source: streamIn(u8), sink: streamOut(u8) }),
          io => steps.reduce((stream, { hardware }) => hardware(stream), io.source as Bytes).into(io.sink),
        );
        const expected = steps.reduce((bytes, { model }) => model(bytes), data);
        const [wasm, oracle] = (['wasm', 'interpreter'] as const).map(engine => {
          const sim = simulate(pipeline(), { engine, seed });
          const options = {
            expect: { sink: expected.length },
            stall: { source: random(slowIn), sink: random(slowOut) },
          };
          const { data: out, cycles } = sim.transfer({ source: data }, options);
          return {
            out: [...out.sink],
            cycles,
            waves: sim.waves({ last: 12, only: '*', width: 200 }),
            checks: sim.checks,
          };
        });
        assert.equal(wasm!.out, expected);
        assert.equal(wasm, oracle);
      },
    ),
    { numRuns: 25 },
  );
});

pipelines.run();
