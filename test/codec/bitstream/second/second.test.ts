import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type AgcHeader, agcWriter, type Keypoints, quantizeKeypoints, tensor } from '../../../../codec/index.js';
import { header } from '../container/sample.js';
import { random, talkingTrack } from '../keypoints/tracks.js';

const reader = fileURLToPath(new URL('reader.py', import.meta.url));
const python = spawnSync('python3', ['--version']).status === 0;
if (!python) console.log('skipped: no python3');
const testWithPython = python ? test : test.skip;

/** A stream of talking heads that now and then jump, in groups of 40 and batches of 1 to 3, and what was quantized. */
function stream(of: AgcHeader): { readonly bytes: Buffer; readonly lines: readonly string[] } {
  const next = random(9);
  const { count, jacobianSteps } = of.keypoints;
  const frames = talkingTrack(6, 120, { count }).map((points, i): Keypoints => {
    const jump = i % 13 === 7 ? 10 ** (i % 3) : 0;
    const keypoints = tensor(
      [count, 2],
      points.data.map(v => v + jump * (next() - 0.5)),
    );
    if (jacobianSteps === undefined) return { keypoints };
    const jacobians = tensor([count, 2, 2]);
    jacobians.data.forEach((_, j) => {
      jacobians.data[j] = (j % 3 === 0 ? 1 : 0) + 0.1 * points.data[j >> 1]! + 0.02 * next();
    });
    return { keypoints, jacobians };
  });
  const writer = agcWriter(of);
  const parts = [writer.header];
  for (let at = 0; at < frames.length; ) {
    const size = at % 40 === 0 ? 1 : Math.min(1 + (at % 3), 40 - (at % 40));
    const batch = frames.slice(at, at + size);
    parts.push((at % 40 === 0 ? writer.source(Uint8Array.of(1, 2, 3), batch[0]!) : writer.batch(batch)).bytes);
    at += size;
  }
  parts.push(writer.end());
  return { bytes: Buffer.concat(parts), lines: frames.map(frame => quantizeKeypoints(of.keypoints, frame).join(' ')) };
}

for (const keypoints of [
  { count: 10, steps: 256 },
  { count: 3, steps: 4000, jacobianSteps: 128 },
])
  testWithPython(`a reader in another language arrives at the same numbers: ${JSON.stringify(keypoints)}`, () => {
    const { bytes, lines } = stream({ ...header, keypoints, gopLimit: 40 });
    const { stdout, stderr } = spawnSync('python3', [reader], { input: bytes, encoding: 'utf8' });
    assert.is(stderr, '');
    assert.equal(stdout.trimEnd().split('\n'), lines);
  });

test.run();
