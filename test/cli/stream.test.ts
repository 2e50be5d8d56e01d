import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CommandError } from '../../cli/output/command-error.js';
import { writeChunks } from '../../cli/output/stream.js';
import { Workshop } from './grace.js';

const stream = suite('writing bytes as they come');
const shop = new Workshop({ 'old.bin': 'old', 'folder/kept.txt': 'x' });
stream.after(() => shop.remove());
const at = (name: string): string => join(shop.folder, name);

async function* then<T>(items: readonly T[], last: () => void = () => {}): AsyncGenerator<T, void> {
  yield* items;
  last();
}

const failed = (act: Promise<unknown>): Promise<Error> =>
  act.then(
    () => assert.unreachable('it ended without an error'),
    reason => reason,
  );

stream('a file has all of them, in order, in the place of what was there', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 6 }), async pieces => {
      await writeChunks(at('old.bin'), then(pieces));
      assert.equal(readFileSync(at('old.bin')), Buffer.concat(pieces));
    }),
    { seed: 1, numRuns: 30 },
  );
});

stream('what fails on the way leaves the old file, and nothing beside it', async () => {
  shop.write('old.bin', 'old');
  const before = shop.files();
  const reason = await failed(
    writeChunks(
      at('old.bin'),
      then([Uint8Array.of(1)], () => {
        assert.is(shop.files().length, before.length + 1);
        throw new Error('the source is at fault');
      }),
    ),
  );
  assert.is(reason.message, 'the source is at fault');
  assert.equal(shop.files(), before);
  assert.is(shop.read('old.bin'), 'old');
});

stream('the source is closed when writing fails', async () => {
  let closed = false;
  async function* endless(): AsyncGenerator<Uint8Array, void> {
    try {
      for (;;) yield new Uint8Array(1 << 16);
    } finally {
      closed = true;
    }
  }
  const reason = await failed(writeChunks('/dev/full', endless()));
  assert.instance(reason, CommandError);
  assert.is(reason.message, 'cannot write /dev/full: the disk is full');
  assert.ok(closed);
});

stream('a pipe is written as it is, and says so when its reader has gone', async () => {
  execFileSync('mkfifo', [at('pipe')]);
  const [reason] = await Promise.all([
    failed(writeChunks(at('pipe'), then(Array.from({ length: 64 }, () => new Uint8Array(1 << 16))))),
    open(at('pipe'), 'r').then(async reader => {
      await reader.read(new Uint8Array(10), 0, 10);
      await reader.close();
    }),
  ]);
  assert.instance(reason, CommandError);
  assert.match(reason.message, /cannot write .*pipe: its reader has closed it/);
});

stream.run();
