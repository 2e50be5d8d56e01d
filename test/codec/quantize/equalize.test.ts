import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { scenesOf } from '../../../codec/quantize/calibration/scenes.js';
import { loadName } from '../../../codec/quantize/calibration/statistics.js';
import { compare, predictFloat } from '../../../codec/quantize/report/trial.js';
import { tinyWeights } from '../fuse/tiny.js';
import { calibrated, config, fewClips } from './calibrated.js';

const equalization = suite('equalization across layers');

const [plain, equal] = [calibrated({ equalize: false }), calibrated({ equalize: true })];

/** How far the ranges of a tensor's channels lie apart: the mean difference of their logarithms from the greatest. */
function spread(greatest: Float64Array): number {
  const logs = [...greatest].filter(x => x > 0).map(Math.log2);
  return Math.max(...logs) - logs.reduce((sum, x) => sum + x, 0) / logs.length;
}

equalization('pictures do not change, channels become more alike', () => {
  const scenes = scenesOf(config, tinyWeights(), fewClips);
  assert.ok(compare(predictFloat(plain.fused, scenes), predictFloat(equal.fused, scenes)).psnr > 65);
  const spreads = (name: string): readonly [before: number, after: number] => [
    spread(plain.statistics.get(name)!.greatest),
    spread(equal.statistics.get(name)!.greatest),
  ];
  const hourglass = 'generator.dense_motion_network.hourglass';
  const names = [
    'generator.first.conv',
    'generator.bottleneck.r0.conv1',
    loadName({ name: 'generator.bottleneck.r1.conv1' }),
    `${hourglass}.encoder.down_blocks.2.conv`,
    // A skip, which is read by two convolutions, and at the end of a concatenation.
    `${hourglass}.encoder.down_blocks.0.conv`,
    'generator.up_blocks.0.conv',
  ];
  const both = names.map(spreads);
  const mean = (at: 0 | 1): number => both.reduce((sum, pair) => sum + pair[at], 0) / both.length;
  assert.ok(mean(1) < mean(0) * 0.8, `${mean(0)} becomes ${mean(1)}`);
  // What goes out of a graph, and what is added to, stays as it is.
  for (const name of ['generator.down_blocks.0.conv', 'generator.bottleneck.r0.conv2']) {
    const [before, after] = spreads(name);
    assert.ok(Math.abs(before - after) < 1e-3, `${name}: ${before} becomes ${after}`);
  }
});

equalization.run();
