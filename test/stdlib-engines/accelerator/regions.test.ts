import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { simulate } from '../../../backend-sim/index.js';
import { input, module, output, u32, uint } from '../../../dsl/index.js';
import { faults } from '../../../stdlib-engines/accelerator/fault.js';
import { placeIn, regionsType } from '../../../stdlib-engines/accelerator/regions.js';

const test = suite('regions');

const probe = module(
  'probe',
  (_: { alignment: number; writes: boolean }) => ({
    regions: input(regionsType),
    region: input(uint(2)),
    offset: input(uint(33)),
    bytes: input(u32),
    address: output(u32),
    fault: output(uint(4)),
  }),
  (io, { alignment, writes }) => {
    const { region, offset, bytes } = io;
    const { address, fault } = placeIn(io.regions, { region, offset, bytes, alignment, writes });
    io.address.set(address);
    io.fault.set(fault);
  },
);

/** Numbers near each other and near the ends of 32 bits, where comparisons go wrong. */
const near = (...places: number[]) =>
  fc.oneof(
    fc.nat(2 ** 32 - 1),
    ...places.map(place => fc.integer({ min: -40, max: 40 }).map(by => Math.min(Math.max(place + by, 0), 2 ** 32 - 1))),
  );

test('bytes are inside of a region or a fault says why not', () => {
  for (const alignment of [8, 16])
    for (const writes of [false, true]) {
      const sim = simulate(probe({ alignment, writes }));
      const range = fc.record({ base: fc.nat(2 ** 31).map(base => base - (base % 16)), size: near(0, 4096, 2 ** 31) });
      const offsets = fc.oneof(
        near(0, 4096, 2 ** 31),
        near(0).map(by => by + 2 ** 32),
      );
      fc.assert(
        fc.property(
          fc.record({ constants: range, work: range }),
          fc.nat(3),
          offsets,
          near(0, 64, 4096),
          fc.boolean(),
          (regions, region, anyOffset, anyBytes, align) => {
            const [offset, bytes] = align ? [anyOffset & ~15, anyBytes & ~15].map(v => v >>> 0) : [anyOffset, anyBytes];
            sim.poke('regions', regions);
            sim.poke('region', region);
            sim.poke('offset', offset!);
            sim.poke('bytes', bytes!);
            const known = [regions.constants, regions.work][region];
            const inside = known && (region === 1 || !writes) && offset! + bytes! <= known.size;
            const aligned = offset! % alignment === 0 && bytes! % alignment === 0;
            const fault = inside ? (aligned ? faults.none : faults.alignment) : faults.address;
            assert.is(sim.peek('fault'), fault);
            if (inside && aligned) assert.is(sim.peek('address'), (known.base + offset!) % 2 ** 32);
          },
        ),
        { seed: 1, numRuns: 300 },
      );
    }
});

test.run();
