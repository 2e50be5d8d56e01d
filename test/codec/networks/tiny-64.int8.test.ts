import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { networkHash } from '../../../codec/bitstream/network-hash.js';
import { bytesSource } from '../../../codec/file/source.js';
import { fuse } from '../../../codec/fuse/fuse.js';
import { readIntegerNetwork } from '../../../codec/integer/file/read.js';
import { writeIntegerNetwork } from '../../../codec/integer/file/write.js';
import { presets } from '../../../codec/network/presets.js';
import { calibrate } from '../../../codec/quantize/calibrate.js';
import { renderedClips } from '../../../codec/quantize/calibration/clips.js';
import { scenesOf } from '../../../codec/quantize/calibration/scenes.js';
import { compare, drivingOf, predictFloat, predictInteger } from '../../../codec/quantize/report/trial.js';
import { tinyWeights } from '../fuse/tiny.js';

/** How the network was made that ships; after a change of weights it has to be made anew. */
const command = 'grace codec quantize tiny-64 --no-report -o codec/networks/tiny-64.int8.safetensors';

const file = readFileSync(new URL('../../../codec/networks/tiny-64.int8.safetensors', import.meta.url));
const network = readIntegerNetwork(bytesSource(file, 'tiny-64.int8.safetensors'));
const config = presets['tiny-64'];

test('the quantized network that ships is of the float one that ships', () => {
  assert.is(network.hash, networkHash(config, tinyWeights()), `make it anew: ${command}`);
  assert.ok(file.length < 400_000);
});

test('quantizing again gives the same bytes', () => {
  const clips = renderedClips({ size: config.size, persons: 8, frames: 2, people: 'training' });
  const again = writeIntegerNetwork(calibrate(config, tinyWeights(), clips).quantize());
  assert.ok(file.equals(again), `make it anew: ${command}`);
});

test('people that it has never seen: within 0.3 dB and 0.01 of SSIM of floats', () => {
  const clips = renderedClips({ size: config.size, persons: 3, frames: 1, people: 'heldOut' });
  const scenes = scenesOf(config, tinyWeights(), clips);
  const float = compare(drivingOf(scenes), predictFloat(fuse(config, tinyWeights()), scenes));
  const { psnr, ssim } = compare(drivingOf(scenes), predictInteger(network, scenes));
  assert.ok(psnr > float.psnr - 0.3, `${psnr} dB for ${float.psnr}`);
  assert.ok(ssim > float.ssim - 0.01, `SSIM ${ssim} for ${float.ssim}`);
});

test.run();
