import { createHash } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CodecError } from '../../../codec/error.js';
import { bytesSource } from '../../../codec/file/source.js';
import { randomWeights } from '../../../codec/float/random-weights.js';
import { readIntegerNetwork } from '../../../codec/integer/file/read.js';
import { writeIntegerNetwork } from '../../../codec/integer/file/write.js';
import type { IntegerNetwork } from '../../../codec/integer/network.js';
import { presets } from '../../../codec/network/presets.js';
import { networkConfig } from '../../../codec/network/validate.js';
import { type Bits, readBits } from '../../../codec/quantize/bits.js';
import { calibrate } from '../../../codec/quantize/calibrate.js';
import { renderedClips } from '../../../codec/quantize/calibration/clips.js';
import { methods } from '../../../codec/quantize/calibration/method.js';
import { scenesOf } from '../../../codec/quantize/calibration/scenes.js';
import { compare, drivingOf, predictFloat, predictInteger } from '../../../codec/quantize/report/trial.js';
import { tensor } from '../../../codec/tensor/tensor.js';
import { picture } from '../../../codec/video/picture.js';
import { tinyWeights } from '../fuse/tiny.js';
import { referenceTensors } from '../reference.js';
import { calibrated, config, fewClips } from './calibrated.js';

const quantization = suite('quantized networks');

const calibration = calibrated();

const dac = networkConfig({
  variant: 'dac',
  size: 64,
  keypoints: 3,
  jacobians: true,
  generator: { blockExpansion: 4, maxFeatures: 16, downBlocks: 1, residualBlocks: 1 },
  denseMotion: { blockExpansion: 4, maxFeatures: 16, blocks: 2, scale: 0.5 },
  detector: { blockExpansion: 4, maxFeatures: 16, blocks: 2 },
});

quantization('the same options give the same bytes, which are read again', () => {
  for (const options of [{}, { method: 'minmax', correctBias: false, bits: { flow: 8 } }] as const) {
    const bytes = writeIntegerNetwork(calibration.quantize(options));
    assert.equal(writeIntegerNetwork(calibrated().quantize(options)), bytes);
    assert.equal(writeIntegerNetwork(readIntegerNetwork(bytesSource(bytes, 'net'))), bytes);
  }
});

quantization('people it has never seen: within 0.3 dB and 0.01 of SSIM of floats, by every method', () => {
  const scenes = scenesOf(config, tinyWeights(), renderedClips({ size: 64, persons: 2, frames: 1, people: 'heldOut' }));
  const driving = drivingOf(scenes);
  const float = compare(driving, predictFloat(calibration.fused, scenes));
  for (const method of ['minmax', 'percentile', 'mse'] as const) {
    const { psnr, ssim } = compare(driving, predictInteger(calibration.quantize({ method }), scenes));
    assert.ok(psnr > float.psnr - 0.3, `${method}: ${psnr} dB for ${float.psnr}`);
    assert.ok(ssim > float.ssim - 0.01, `${method}: SSIM ${ssim} for ${float.ssim}`);
  }
});

const typesOf = ({ frame }: IntegerNetwork): Record<keyof Bits, string> => {
  const type = (kind: string, name = ''): string =>
    frame.layers.find(layer => layer.kind === kind && layer.name.endsWith(name))!.format.type;
  return {
    logits: type('conv', 'motion_network.mask'),
    mask: type('softmax'),
    occlusion: type('conv', 'occlusion'),
    flow: type('flow'),
  };
};

quantization('8 and 16 bits for each of the sensitive maps, and it runs', () => {
  assert.equal(typesOf(calibration.quantize()), { logits: 'i16', mask: 'u16', occlusion: 'u16', flow: 'i16' });
  const coarse = calibration.quantize({ bits: { logits: 8, mask: 8, occlusion: 8, flow: 8 } });
  assert.equal(typesOf(coarse), { logits: 'i8', mask: 'u8', occlusion: 'u8', flow: 'i8' });
  const scenes = scenesOf(config, tinyWeights(), fewClips);
  const { psnr } = compare(predictFloat(calibration.fused, scenes), predictInteger(coarse, scenes));
  assert.ok(psnr > 25, `${psnr} dB`);
});

quantization('bits as people write them', () => {
  assert.equal(readBits(['flow=8']), { logits: 16, mask: 16, occlusion: 16, flow: 8 });
  const wrong = (text: string, message: RegExp): void => {
    assert.throws(
      () => readBits([text]),
      (error: CodecError) => error instanceof CodecError && message.test(error.message),
    );
  };
  wrong('heatmap=16', /no tensor whose bits can be chosen is named 'heatmap'/);
  wrong('', /is named ''/);
  for (const text of ['flow', 'flow=12', 'flow=8=8']) wrong(text, /is no number of bits/);
});

quantization('a bilinear network with Jacobians, and one with maps of 16x16: whole frames near the float ones', () => {
  for (const [of, weights, least] of [
    [dac, randomWeights(dac, 3), 25],
    [presets['fomm-zero-64'], referenceTensors(), 35],
  ] as const) {
    const made = calibrate(of, weights, fewClips);
    const scenes = scenesOf(of, weights, fewClips);
    const { psnr } = compare(predictFloat(made.fused, scenes), predictInteger(made.quantize(), scenes));
    assert.ok(psnr > least, `${of.variant}: ${psnr} dB`);
  }
});

quantization('layers that give nothing: channels without weights, and ReLUs that nothing passes', () => {
  const dead = new Map(randomWeights(dac, 5));
  const fill = (name: string, value: number): void => {
    const { shape, data } = dead.get(`generator.${name}`)!;
    dead.set(
      `generator.${name}`,
      tensor(
        shape,
        data.map(() => value),
      ),
    );
  };
  for (const name of [
    'first.conv',
    'bottleneck.r0.conv2',
    'dense_motion_network.hourglass.encoder.down_blocks.1.conv',
  ]) {
    fill(`${name}.weight`, 0);
    fill(`${name}.bias`, 0);
  }
  // Nothing passes the ReLU on load, and that behind a convolution.
  fill('bottleneck.r0.norm1.bias', -1000);
  fill('dense_motion_network.hourglass.decoder.up_blocks.0.norm.bias', -1000);
  const made = calibrate(dac, dead, fewClips);
  const scenes = scenesOf(dac, dead, fewClips);
  const floats = predictFloat(made.fused, scenes);
  for (const method of methods) assert.ok(compare(floats, predictInteger(made.quantize({ method }), scenes)).psnr > 30);
});

quantization('nothing to look at, or pictures of another size', () => {
  const wrong = (clips: Parameters<typeof calibrate>[2], message: RegExp): void => {
    assert.throws(
      () => calibrate(config, tinyWeights(), clips),
      (error: CodecError) => error instanceof CodecError && message.test(error.message),
    );
  };
  wrong([], /there are no clips/);
  wrong([{ source: picture(64, 64), driving: [] }], /there are no clips/);
  wrong([{ source: picture(64, 64), driving: [picture(32, 64)] }], /a picture of 32x64, and the network is for 64x64/);
});

quantization('calibration, quantization and a frame have these bytes, on every machine', () => {
  const of = presets['fomm-zero-64'];
  const network = calibrate(of, referenceTensors(), fewClips).quantize();
  const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const [frames] = predictInteger(network, scenesOf(of, referenceTensors(), fewClips));
  assert.is(hash(frames![0]!.rgb), '5de247f2a1c17699');
  assert.is(hash(writeIntegerNetwork(network)), '5391568985b7b9f1');
});

quantization.run();
