import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type FaultName, faults } from '../../../stdlib-engines/accelerator/fault.js';
import { carryOut, type Job, mapConfig, regionSize } from './bench.js';
import { anyCase, type Case } from './cases.js';

const test = suite('faults of the map unit');

const block = 8;
const config = mapConfig(block);

/** What may be wrong with an instruction, and what the unit says to it. */
interface Wrong {
  readonly fault: FaultName;
  readonly fields: (job: Job) => Readonly<Record<string, number>>;
}

const wrongs: Readonly<Record<string, Wrong>> = {
  'an operation that does not exist': { fault: 'opcode', fields: () => ({ operation: 6 }) },
  'no rows': { fault: 'field', fields: () => ({ rows: 0 }) },
  'no columns': { fault: 'field', fields: () => ({ columns: 0 }) },
  'a word too many in the source': { fault: 'field', fields: ({ source }) => ({ sourceBytes: source.length + block }) },
  'bytes of a second operand that are not asked for': {
    fault: 'field',
    fields: ({ second }) => ({ secondBytes: second.length + block }),
  },
  'no bytes to write': { fault: 'field', fields: () => ({ destinationBytes: 0 }) },
  'a source behind the region': { fault: 'address', fields: () => ({ source: regionSize }) },
  'a source at the end of all addresses': { fault: 'address', fields: () => ({ source: 0xffff_fff8 }) },
  'a source in a region that does not exist': { fault: 'address', fields: () => ({ sourceRegion: 2 }) },
  'results beyond the region': { fault: 'address', fields: () => ({ destination: regionSize - block + 8 }) },
  'results in the constants': { fault: 'address', fields: () => ({ destinationRegion: 0 }) },
  'a source within a word': { fault: 'alignment', fields: () => ({ source: 4 }) },
  'results within a word': { fault: 'alignment', fields: () => ({ destination: 1 }) },
};

test('8 bytes are no word of 16: alignment', () => {
  const wide = mapConfig(16);
  const places = [{ source: 8 }, { second: 8 }, { destination: 8 }];
  fc.assert(
    fc.property(anyCase(16), fc.constantFrom(...places), ({ job, result }, wrong) => {
      const seen = carryOut(wide, [{ ...job, wrong }, job]);
      assert.equal(seen.faults, [faults.alignment, 0]);
      assert.equal(seen.results[1], result);
    }),
    { seed: 2, numRuns: 10 },
  );
});

const some = fc.record({
  before: anyCase(block),
  bad: anyCase(block),
  after: anyCase(block),
  seed: fc.nat(999),
});

const bytes = ({ result }: Case): readonly number[] => result;

for (const [name, { fault, fields }] of Object.entries(wrongs))
  test(`${name}: ${fault}, nothing is written, and the next one is carried out`, () => {
    fc.assert(
      fc.property(some, ({ before, bad, after, seed }) => {
        const jobs = [before.job, { ...bad.job, wrong: fields(bad.job) }, after.job];
        const seen = carryOut(config, jobs, { seed });
        assert.equal(seen.faults, [0, faults[fault], 0]);
        const untouched = bytes(bad).map(() => 0xee);
        assert.equal(seen.results, [bytes(before), untouched, bytes(after)]);
        assert.ok(seen.around.every(byte => byte === 0xee));
      }),
      { numRuns: 3, seed: 10 },
    );
  });

for (const access of ['read', 'write'] as const)
  test(`an error of the bus on a ${access} is told at the end, and the next one is carried out`, () => {
    fc.assert(
      fc.property(some, fc.nat(1000), ({ before, bad, after, seed }, where) => {
        const jobs = [before.job, bad.job, after.job];
        const fails = { job: 1, operand: access === 'read' ? ('source' as const) : ('destination' as const), where };
        const seen = carryOut(config, jobs, { seed }, { fails });
        assert.equal(seen.faults, [0, access === 'read' ? faults.readError : faults.writeError, 0]);
        assert.equal([seen.results[0], seen.results[2]], [bytes(before), bytes(after)]);
        assert.ok(seen.around.every(byte => byte === 0xee));
      }),
      { numRuns: 12, seed: 11 },
    );
  });

test.run();
