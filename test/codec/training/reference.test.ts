import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { predictor } from '../../../codec/float/predictor.js';
import { randomWeights } from '../../../codec/float/random-weights.js';
import { networkConfig } from '../../../codec/network/validate.js';
import { type Tensor, tensor } from '../../../codec/tensor/tensor.js';
import { writeSafetensors } from '../../../codec/weights/safetensors/write.js';
import { randomPicture } from '../picture.js';
import { randomTensor } from '../random-tensor.js';
import { runPython, testWithTorch } from './python.js';

const folder = mkdtempSync(join(tmpdir(), 'grace-check-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

testWithTorch('the modules that are trained compute what the authors of the published ones do', () => {
  const { status, stdout, stderr } = runPython('check.py', 'test/codec/data/fomm-zero-64.safetensors');
  assert.is(status, 0, stderr);
  assert.match(stdout, /kp_detected/);
  assert.match(stdout, /frame1\.prediction/);
});

testWithTorch('they compute what floats do where everything is bilinear, as in dac', () => {
  const part = { blockExpansion: 6, maxFeatures: 20 };
  const config = networkConfig({
    variant: 'dac',
    nestedHeads: false,
    size: 64,
    keypoints: 4,
    generator: { ...part, residualBlocks: 2 },
    denseMotion: { ...part, blocks: 2 },
    detector: { ...part, blocks: 2 },
  });
  const weights = randomWeights(config, 1);
  const { detect, source, frame } = predictor(config, weights);
  const picture = randomPicture(64, 2);
  const kpSource = randomTensor([4, 2], 3, 0.8);
  const features = source(picture);
  const tensors = new Map<string, Tensor>([
    ['source', picture],
    ['kp_source', kpSource],
    ['kp_detected', detect(picture).keypoints],
  ]);
  for (const [i, name] of ['frame0', 'frame1'].entries()) {
    const kpDriving = randomTensor([4, 2], 4 + i, 0.8);
    const of = frame(features, { keypoints: kpSource }, { keypoints: kpDriving });
    tensors.set(`${name}.kp_driving`, kpDriving);
    tensors.set(`${name}.mask`, of.mask);
    tensors.set(`${name}.occlusion_map`, of.occlusion);
    tensors.set(`${name}.sparse_deformed`, of.sparseDeformed);
    tensors.set(`${name}.prediction`, of.prediction);
  }
  const batched = [...tensors].map(([name, { shape, data }]) => [name, tensor([1, ...shape], data)] as const);
  const [file, json] = [join(folder, 'dac.safetensors'), join(folder, 'dac.json')];
  writeFileSync(file, writeSafetensors({ weights: new Map([...weights, ...batched]) }));
  writeFileSync(json, JSON.stringify(config));
  const { status, stdout, stderr } = runPython('check.py', file, json);
  assert.is(status, 0, `${stderr}${stdout}`);
  assert.match(stdout, /frame1\.prediction/);
});

test.run();
