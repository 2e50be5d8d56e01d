import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { AcceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { configs, loads, sizeOf, worlds } from './arbitrary.js';
import { byteAt, regionAt, regions, runLoads, type World, type Write } from './bench.js';
import { type Gain, type Load, loaded, type Table } from './model.js';

const test = suite('load unit');

/** All lines of the table, from the start of the constants. */
const wholeTable = ({ tableRows }: AcceleratorConfig): Table => ({ address: 0, region: 0, first: 0, count: tableRows });

/** The gains of `wholeTable`. */
const gainsOf =
  ({ rows }: AcceleratorConfig) =>
  (line: number, channel: number): Gain => {
    const at = regions.constants.base + 8 * (line * rows + channel);
    const bytes = new DataView(Uint8Array.from({ length: 8 }, (_, i) => byteAt(at + i)).buffer);
    return { gain: bytes.getInt16(0, true), shift: bytes.getUint8(2) & 31, offset: bytes.getInt32(4, true) };
  };

const wordsOf = (box: Load, config: AcceleratorConfig): Write[] =>
  loaded(box, config.rows, offset => byteAt(regionAt(box.region).base + offset), gainsOf(config)).map(word => ({
    memory: box.skip ? 'skip' : 'tile',
    ...word,
  }));

const show = ({ memory, address, data }: Write): string => `${memory} ${address}: ${data.join(' ')}`;

function holds(config: AcceleratorConfig, boxes: readonly Load[], world: World): void {
  const { writes, done, bursts } = runLoads(
    config,
    [{ table: wholeTable(config) }, ...boxes.map(box => ({ load: box }))],
    world,
  );
  assert.equal(done, [0, ...boxes.map(() => 0)]);
  const said = boxes.flatMap(box => wordsOf(box, config)).map(show);
  const seen = writes.map(show);
  assert.is(
    seen.findIndex((line, i) => line !== said[i]),
    -1,
  );
  assert.is(seen.length, said.length);
  for (const { access } of bursts) assert.is(access, 'read');
}

for (const config of configs)
  test(`any boxes, any memory: ${sizeOf(config)}`, () => {
    fc.assert(
      fc.property(fc.array(loads(config), { minLength: 1, maxLength: 4 }), worlds, (boxes, world) =>
        holds(config, boxes, world),
      ),
      { seed: 1, numRuns: 25, includeErrorInReport: true },
    );
  });

test.run();
