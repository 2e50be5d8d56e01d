import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bytesSource } from '../../../codec/file/source.js';
import { predictor } from '../../../codec/float/predictor.js';
import { networkGraphs } from '../../../codec/network/graphs.js';
import { parametersOf } from '../../../codec/network/parameters.js';
import { presets } from '../../../codec/network/presets.js';
import { qualityMeter } from '../../../codec/quality/meter.js';
import { clip } from '../../../codec/render/clip.js';
import { pictureToTensor, tensorToPicture } from '../../../codec/video/picture.js';
import { checkWeights } from '../../../codec/weights/check.js';
import { readWeights } from '../../../codec/weights/load.js';

const file = readFileSync(new URL('../../../codec/networks/tiny-64.safetensors', import.meta.url));
const config = presets['tiny-64'];
const { weights } = readWeights(bytesSource(file, 'tiny-64.safetensors'));

/** Clips of the second set of people that `codec/training/frames.ts` renders; training has seen the first. */
const heldOut = (person: number) => clip({ seed: 65536 * 2 + person, frames: 33, fps: 5, size: config.size });

test('the weights that ship are those of their configuration', () => {
  checkWeights(parametersOf(networkGraphs(config)), weights);
  assert.ok(file.length < 1_500_000);
  assert.ok([...weights.values()].every(({ data }) => data.every(Number.isFinite)));
});

test('people that it has never seen move: 4 dB and 0.1 of SSIM above repeating the source', () => {
  const { detect, source, frame } = predictor(config, weights);
  const [repeated, predicted] = [qualityMeter(), qualityMeter()];
  for (const person of [0, 2]) {
    const [first, ...others] = [...heldOut(person)].map(({ picture }) => picture).filter((_, i) => i % 8 === 0);
    const picture = pictureToTensor(first!);
    const [features, keypoints] = [source(picture), detect(picture)];
    for (const driving of others) {
      const { prediction } = frame(features, keypoints, detect(pictureToTensor(driving)));
      predicted.add(driving, tensorToPicture(prediction));
      repeated.add(driving, first!);
    }
  }
  const [before, after] = [repeated.quality(), predicted.quality()];
  assert.is(after.frames, 8);
  assert.ok(after.psnr > before.psnr + 4, `${before.psnr} dB becomes ${after.psnr} dB`);
  assert.ok(after.ssim > before.ssim + 0.1, `${before.ssim} becomes ${after.ssim}`);
});

test.run();
