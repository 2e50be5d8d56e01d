import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { configs, sizeOf, stores, worlds } from './arbitrary.js';
import { byteAt, regions, runStores, type World, wordAt } from './bench.js';
import { rowsOfBox, type Store } from './model.js';

const test = suite('store unit');

/** What the work region holds after stores, and what was read for it. */
function expected(boxes: readonly Store[], wordBytes: number) {
  const { base, size } = regions.work;
  const bytes = Uint8Array.from({ length: size }, (_, i) => byteAt(base + i));
  const asked = boxes.flatMap(box =>
    rowsOfBox(box).flatMap(({ offset, local }) =>
      Array.from({ length: box.columns }, (_, x) => {
        bytes.set(wordAt(local + x, wordBytes), offset + x * wordBytes);
        return local + x;
      }),
    ),
  );
  return { bytes, asked };
}

for (const config of configs)
  test(`any boxes, any memory: ${sizeOf(config)}`, () => {
    const holds = (boxes: readonly Store[], world: World): void => {
      const { asked, memory, done } = runStores(config, boxes, world);
      assert.equal(
        done,
        boxes.map(() => 0),
      );
      const said = expected(boxes, config.rows);
      assert.equal(asked, said.asked);
      assert.ok(Buffer.from(memory.read(regions.work.base, regions.work.size)).equals(said.bytes), 'the work region');
    };
    fc.assert(fc.property(fc.array(stores(config), { minLength: 1, maxLength: 4 }), worlds, holds), {
      seed: 1,
      numRuns: 25,
    });
  });

test.run();
