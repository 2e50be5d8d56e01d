import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acceleratorConfig } from '../../../../stdlib-engines/accelerator/config.js';
import { faults } from '../../../../stdlib-engines/accelerator/fault.js';
import { instructionProblems } from '../../../../stdlib-engines/accelerator/isa/check/check.js';
import { type MapFields, mapBytes } from '../../../../stdlib-engines/accelerator/isa/check/map.js';
import { encode, type FieldValues, program } from '../../../../stdlib-engines/accelerator/isa/encode.js';
import { end, load, map, mapOperations, store } from '../../../../stdlib-engines/accelerator/isa/formats.js';
import { runProgram } from '../../../../stdlib-engines/accelerator/model/run.js';
import { mapNeeds } from '../../../../stdlib-engines/maps/needs.js';

const checks = suite('what is wrong with an instruction');
const config = acceleratorConfig(8, 8, {
  tileWords: 64,
  skipWords: 32,
  outWords: 48,
  samplePixels: 256,
  lineWords: 40,
});

checks('of `map` is what its unit says, and so are the bytes that it needs', () => {
  const needs = mapNeeds(config);
  const small = fc.integer({ min: 0, max: 45 });
  const size = fc.oneof(small, small, fc.integer({ min: 500, max: 520 }));
  const shape = fc.record({
    operation: fc.integer({ min: 0, max: mapOperations.length }),
    rows: size,
    columns: size,
    outRows: small,
    outColumns: small,
    taps: fc.integer({ min: 0, max: 40 }),
    factor: fc.integer({ min: 0, max: 4 }),
    style: fc.integer({ min: 0, max: 1 }),
    channels: fc.integer({ min: 0, max: 20 }),
    fraction: fc.integer({ min: 0, max: 12 }),
    logits8: fc.integer({ min: 0, max: 1 }),
    flowFraction: fc.integer({ min: 0, max: 11 }),
  });
  const others = { sourceRegion: 1, secondRegion: 1, destinationRegion: 1, source: 0, second: 0, destination: 0 };
  const sizes = { constants: 0, work: 2 ** 32 };
  let good = 0;
  const property = fc.property(shape, given => {
    const needed = needs(
      given.operation,
      given.rows,
      given.columns,
      given.outRows,
      given.outColumns,
      given.taps,
      given.factor,
      given.style,
      given.channels,
      given.fraction,
      given.logits8,
      given.flowFraction,
    );
    const fields = { ...others, ...given } as unknown as MapFields;
    const known = given.operation < mapOperations.length;
    const bytes = known ? mapBytes(fields, config) : { sourceBytes: 0, secondBytes: 0, destinationBytes: 0 };
    const instruction = { name: 'map', format: map, fields: { ...fields, ...bytes }, wait: 0, signal: 0 } as const;
    const [problem] = instructionProblems(instruction as never, { config, sizes });
    assert.is(faults[problem?.fault ?? 'none'], needed.fault, problem?.message ?? 'none');
    if (needed.fault !== 0) return;
    good++;
    const { source, second, destination } = needed;
    assert.equal([source, second, destination], [bytes.sourceBytes, bytes.secondBytes, bytes.destinationBytes]);
  });
  fc.assert(property, { seed: 1, numRuns: 3000 });
  assert.ok(good > 100, `${good} good`);
});

/** A box of numbers that are often a bit too large. */
const box = {
  address: fc.oneof(
    fc.integer({ min: 0, max: 80 }),
    fc.integer({ min: 0, max: 64 }).map(n => 8 * n),
  ),
  region: fc.constantFrom(1, 1, 1, 0, 2),
  rowStride: fc.oneof(fc.constantFrom(8, 16, 24, 4), fc.integer({ min: 0, max: 40 })),
  blockStride: fc.constantFrom(0, 64, 72, 2 ** 32 - 8),
  imageStride: fc.constantFrom(0, 128, 5),
  images: fc.integer({ min: 0, max: 2 }),
  blocks: fc.integer({ min: 0, max: 2 }),
  rows: fc.integer({ min: 0, max: 3 }),
  columns: fc.integer({ min: 0, max: 3 }),
  base: fc.integer({ min: 0, max: 40 }),
  rowPitch: fc.integer({ min: 0, max: 5 }),
  blockPitch: fc.integer({ min: 0, max: 16 }),
  imagePitch: fc.integer({ min: 0, max: 20 }),
};
const pad = fc.integer({ min: 0, max: 2 });
const bit = fc.integer({ min: 0, max: 1 });
const around = { config, sizes: { constants: 200, work: 300 } };

for (const [format, shape] of [
  [
    load,
    {
      ...box,
      skip: bit,
      affine: bit,
      table: fc.constantFrom(0, 62, 63),
      padTop: pad,
      padBottom: pad,
      padLeft: pad,
      padRight: pad,
    },
  ],
  [store, box],
] as const)
  checks(`of \`${format.name}\` is found in its box if a row of it has a fault`, () => {
    const kinds = new Set<string>();
    const property = fc.property(fc.record(shape as Record<string, fc.Arbitrary<number>>), given => {
      const bytes = program([encode(format, given as FieldValues), encode(end, {})]);
      const work = new Uint8Array(around.sizes.work);
      const constants = new Uint8Array(around.sizes.constants);
      const { fault } = runProgram({ config, program: bytes, constants, work });
      const fields = { ...Object.fromEntries(Object.keys(format.fields).map(name => [name, 0])), ...given };
      const problems = instructionProblems({ name: format.name, format, fields } as never, around);
      kinds.add(fault);
      assert.is(problems.length > 0, fault !== 'none', `${fault}: ${problems.map(({ message }) => message)}`);
      if (fault !== 'none') assert.ok(problems.some(problem => problem.fault === fault));
    });
    fc.assert(property, { seed: 1, numRuns: 3000 });
    assert.equal([...kinds].sort(), ['address', 'alignment', 'field', 'none']);
  });

checks.run();
