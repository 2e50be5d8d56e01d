/**
 * Frames to train on, from the renderer:
 *
 *     node --conditions=grace-source --import tsx codec/training/frames.ts --identities 400 --frames 60 --out DIR
 *
 * writes into DIR `frames.u8`, bytes of [identities, frames, size, size, 3]; `landmarks.f32`, little-endian floats of
 * [identities, frames, 10, 2]; and `meta.json`, which says how many of what. Person i of seed S is the clip of seed
 * 65536 S + i, so that sets of different seeds have nobody in common.
 */
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CodecError } from '../error.js';
import { makeFolder } from '../file/make-folder.js';
import { clip } from '../render/clip.js';
import { landmarkNames } from '../render/landmarks.js';
import type { Motion } from '../render/motion.js';

const usage = `usage: frames.ts --out DIR [--identities 400] [--frames 60] [--size 64] [--seed 1] [--fps 5]
  --fps  frames per second of the movements; few, so that poses of one person differ
`;

/** Which script person i follows: half of them all movements. */
const scripts: readonly Motion[] = ['full', 'head', 'full', 'speech'];

function options() {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      identities: { type: 'string', default: '400' },
      frames: { type: 'string', default: '60' },
      size: { type: 'string', default: '64' },
      seed: { type: 'string', default: '1' },
      fps: { type: 'string', default: '5' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    process.exit(0);
  }
  const { out } = values;
  if (!out) throw new CodecError('no folder for the frames', 'add --out DIR');
  const identities = Number(values.identities);
  const seed = Number(values.seed);
  for (const [name, value, low] of [
    ['identities', identities, 1],
    ['seed', seed, 0],
  ] as const)
    if (!(Number.isInteger(value) && value >= low && value < 65536))
      throw new CodecError(`--${name} is ${value}`, `give an integer from ${low} to 65535`);
  return { out, identities, seed, frames: Number(values.frames), size: Number(values.size), fps: Number(values.fps) };
}

function main(): void {
  const { out, identities, seed, frames, size, fps } = options();
  makeFolder(out);
  // Under their names only when complete: a training run that finds them may read them.
  const temporary = (name: string): string => join(out, `.${name}.tmp`);
  const names = ['frames.u8', 'landmarks.f32', 'meta.json'];
  const pictures = openSync(temporary('frames.u8'), 'w');
  const points = openSync(temporary('landmarks.f32'), 'w');
  try {
    for (let person = 0; person < identities; person++) {
      const motion = scripts[person % scripts.length]!;
      for (const frame of clip({ seed: 65536 * seed + person, frames, fps, size, motion })) {
        writeFileSync(pictures, frame.picture.rgb);
        const { data } = frame.landmarks;
        const bytes = new DataView(new ArrayBuffer(4 * data.length));
        data.forEach((value, i) => {
          bytes.setFloat32(4 * i, value, true);
        });
        writeFileSync(points, bytes);
      }
      if (process.stderr.isTTY) process.stderr.write(`\r${person + 1} of ${identities} people`);
    }
    const meta = { identities, frames, size, seed, fps, scripts, landmarks: landmarkNames };
    writeFileSync(temporary('meta.json'), `${JSON.stringify(meta, null, 2)}\n`);
    for (const name of names) renameSync(temporary(name), join(out, name));
  } finally {
    closeSync(pictures);
    closeSync(points);
    for (const name of names) rmSync(temporary(name), { force: true });
  }
}

try {
  main();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  process.stderr.write(`error: ${error.message}\n${error instanceof CodecError ? `help: ${error.help}\n` : usage}`);
  process.exitCode = 1;
}
