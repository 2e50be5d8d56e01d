import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { clip } from '../../../codec/render/clip.js';

const frames = suite('codec/training/frames');
const script = fileURLToPath(new URL('../../../codec/training/frames.ts', import.meta.url));

const run = (...args: string[]) =>
  spawnSync(process.execPath, ['--conditions=grace-source', '--import', 'tsx', script, ...args], { encoding: 'utf8' });

frames('the files hold the clips, in the order that meta.json gives', () => {
  const folder = mkdtempSync(join(tmpdir(), 'grace-frames-'));
  try {
    const { status, stderr } = run(...'--identities 2 --frames 3 --size 16 --seed 9 --out'.split(' '), folder);
    assert.is(status, 0, stderr);
    assert.equal(readdirSync(folder).sort(), ['frames.u8', 'landmarks.f32', 'meta.json']);
    const meta = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8'));
    assert.equal([meta.identities, meta.frames, meta.size, meta.fps, meta.landmarks.length], [2, 3, 16, 5, 10]);
    const bytes = readFileSync(join(folder, 'frames.u8'));
    const points = readFileSync(join(folder, 'landmarks.f32'));
    assert.is(bytes.length, 2 * 3 * 16 * 16 * 3);
    assert.is(points.length, 2 * 3 * 10 * 2 * 4);
    const second = [...clip({ seed: 9 * 65536 + 1, frames: 3, fps: 5, size: 16, motion: meta.scripts[1] })];
    second.forEach(({ picture, landmarks }, i) => {
      assert.equal(new Uint8Array(bytes.subarray((3 + i) * 768, (4 + i) * 768)), picture.rgb);
      assert.equal(
        Array.from(landmarks.data.keys(), at => points.readFloatLE((3 + i) * 80 + 4 * at)),
        [...landmarks.data],
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

frames('a bad option is one error, and leaves no files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'grace-frames-'));
  try {
    for (const [args, text] of [
      [['--size', '4'], 'error: size of a clip is 4\nhelp: '],
      [['--identities', '0'], 'error: --identities is 0\nhelp: '],
    ] as const) {
      const { status, stderr } = run('--out', folder, ...args);
      assert.is(status, 1);
      assert.ok(stderr.startsWith(text), stderr);
      assert.equal(readdirSync(folder), []);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  assert.ok(run().stderr.startsWith('error: no folder'));
});

frames.run();
