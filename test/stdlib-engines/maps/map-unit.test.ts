import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { mapOperations } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { pictureIn } from '../../../stdlib-engines/quantized/picture.js';
import { commandOf, scenes } from '../sampling/commands.js';
import { carryOut, type Job, mapConfig } from './bench.js';
import { bytesOf, drawer, list } from './command.js';
import { logitBytes, maskCases, maskEntries, recordsOf } from './mask-cases.js';
import { resizeCases, resized } from './resize-cases.js';
import { shrinkCases, shrinkData } from './shrink-cases.js';

const test = suite('map unit');

interface Case {
  readonly job: Job;
  readonly result: readonly number[];
}

type Cases = (block: number) => fc.Arbitrary<Case>;
const operation = (name: (typeof mapOperations)[number]) => mapOperations.indexOf(name);
const side = fc.integer({ min: 1, max: 7 });

const pictures: Cases = block =>
  fc.record({ rows: side, columns: side, seed: fc.nat(1e6) }).map(({ rows, columns, seed }) => {
    const draw = drawer(seed);
    const source = list(rows * columns * block, () => draw(0, 255));
    const fields = { operation: operation('picture'), rows, columns };
    return { job: { fields, source, second: [] }, result: source.map(byte => pictureIn(byte)) };
  });

const masks: Cases = block =>
  maskCases.map(c => {
    const { logits, points, spread, seed, stall, ...fields } = c;
    const job = {
      fields: { operation: operation('masks'), ...fields },
      source: logitBytes(logits, block),
      second: recordsOf(points),
    };
    return { job, result: maskEntries(c).flatMap(entry => bytesOf(entry, 2)) };
  });

const shrinks: Cases = block =>
  shrinkCases(24).map(c => {
    const { source, second, result } = shrinkData(c, block, true);
    return { job: { fields: { operation: operation('shrink'), ...c, taps: c.taps.length }, source, second }, result };
  });

const bilinear: Cases = block =>
  resizeCases.map(c => {
    const { source, result } = resized(c, block);
    return { job: { fields: { operation: operation('bilinear'), ...c }, source, second: [] }, result };
  });

const sampling: Cases = block =>
  scenes(64).map(scene => {
    const { command, source, second, result } = commandOf(scene, block);
    return { job: { fields: command, source: source.flat(), second: second.flat() }, result: result.flat() };
  });

const far = fc.record({
  latency: fc.constantFrom(1, 7, 40),
  rate: fc.constantFrom(1, 0.6),
  stall: fc.constantFrom(0, 0, 0.4),
});

for (const [block, busBits] of [
  [8, 64],
  [8, 32],
  [16, 64],
  [16, 128],
] as const)
  test(`the operations of the integer model, blocks of ${block}, bus of ${busBits} bits`, () => {
    const config = mapConfig(block, { busBits });
    const one = fc.oneof(...[pictures, masks, shrinks, bilinear, sampling].map(make => make(block)));
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 4 }), far, fc.nat(999), (cases, memory, seed) => {
        const seen = carryOut(
          config,
          cases.map(({ job }) => job),
          { ...memory, seed },
          { stall: memory.stall, seed },
        );
        assert.equal(
          seen.faults,
          cases.map(() => 0),
        );
        assert.equal(
          seen.results,
          cases.map(({ result }) => result.map(byte => byte & 255)),
        );
        assert.ok(seen.around.every(byte => byte === 0xee));
      }),
      { numRuns: 12, seed: 7 },
    );
  });

test.run();
