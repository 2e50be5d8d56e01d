import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Command, exercise, type Spec } from './bench.js';
import { expected, planned } from './model.js';

const masters = suite('AXI masters');

/** Bytes that are there to be read; writes go behind them. */
const FILL = 0x4000;

const specs: readonly Spec[] = [
  { dataBits: 32 },
  { dataBits: 64, burst: 16, outstanding: 8, idBits: 4, id: 9 },
  { dataBits: 128, burst: 256, outstanding: 2 },
  { dataBits: 32, burst: 2, outstanding: 1, buffer: 2 },
  { dataBits: 64, version: 'axi3', burst: 8, outstanding: 3, buffer: 9, idBits: 6, id: 33 },
  { dataBits: 32, burst: 4, outstanding: 2, buffer: 70 },
];

/** Commands at any place, often across a border of 4 KB, of any length, often short. */
const commands = (base: number): fc.Arbitrary<Command[]> => {
  const address = fc.oneof(
    fc.nat(FILL - 1),
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: -40, max: 40 })).map(([page, by]) => page * 0x1000 + by),
  );
  const bytes = fc.oneof(fc.nat(20), fc.nat(300), fc.integer({ min: 500, max: 1500 }));
  return fc.array(fc.record({ address: address.map(at => base + at), bytes }), { maxLength: 8 });
};

const far = fc.record({
  latency: fc.oneof(
    fc.integer({ min: 1, max: 40 }),
    fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 5, max: 60 })),
  ),
  rate: fc.constantFrom(1, 1, 0.8, 0.3),
  outstanding: fc.integer({ min: 1, max: 8 }),
  stall: fc.constantFrom(0, 0, 0.2, 0.6),
});
const regions = fc.array(
  fc.record({
    from: fc.nat(0x7f).map(n => n * 128),
    bytes: fc.integer({ min: 1, max: 4 }).map(n => n * 128),
  }),
  { maxLength: 2 },
);

for (const spec of specs) {
  masters(`any commands, any memory: ${JSON.stringify(spec)}`, () => {
    fc.assert(
      fc.property(
        commands(0),
        commands(0x10_0000),
        far,
        regions,
        fc.constantFrom(0, 0, 0.3, 0.7),
        fc.nat(1000),
        (reads, writes, memory, bad, stall, seed) => {
          const errors = bad.flatMap(region => [region, { ...region, from: 0x10_0000 + region.from }]);
          const seen = exercise(spec, { reads, writes }, { ...memory, errors }, { stall, seed, fill: FILL });
          const said = expected(spec, reads, writes, errors, FILL);
          assert.equal(seen.run.data.data, said.data);
          assert.equal(seen.run.last.data, said.last);
          assert.equal(seen.run.data.read_results, said.readResults);
          assert.equal(seen.run.data.write_results, said.writeResults);
          const area = seen.memory.read(0x10_0000 - 64, FILL + 4096);
          const wrong = area.findIndex((byte, i) => byte !== (said.memory.get(0x10_0000 - 64 + i) ?? 0));
          assert.is(wrong, -1, 'the bytes in memory');
          for (const access of ['read', 'write'] as const) {
            const asked = seen.bursts
              .filter(burst => burst.access === access)
              .map(({ address, length, id }) => ({ address, beats: length, id }));
            const plan = (access === 'read' ? reads : writes).flatMap(command => planned(command, spec));
            assert.equal(
              asked,
              plan.map(burst => ({ ...burst, id: spec.id ?? 0 })),
            );
          }
        },
      ),
      { numRuns: 25, seed: 4 },
    );
  });
}

masters.run();
