import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CodecError } from '../../../codec/error.js';
import { type Predictor, predictor } from '../../../codec/float/predictor.js';
import { randomWeights } from '../../../codec/float/random-weights.js';
import { presets } from '../../../codec/network/presets.js';
import { networkConfig } from '../../../codec/network/validate.js';
import { loadNetwork } from '../../../codec/networks/load.js';
import { type FastPredictor, fastPredictor } from '../../../codec/onnx/predictor.js';
import type { Keypoints } from '../../../codec/tensor/keypoints.js';
import { type Tensor, tensor } from '../../../codec/tensor/tensor.js';
import { assertClose } from '../close.js';
import { anyConfig } from '../network/arbitrary.js';
import { randomPicture } from '../picture.js';
import { randomTensor } from '../random-tensor.js';
import { referenceTensors, unbatched } from '../reference.js';

const fast = suite('networks in onnxruntime');

/** To 1e-5 of the largest value of each. */
function agree(theirs: object, ours: object, what: string): void {
  assert.equal(Object.keys(theirs), Object.keys(ours));
  for (const [name, value] of Object.entries(ours) as [string, Tensor][]) {
    const range = value.data.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);
    const found = (theirs as Record<string, Tensor>)[name]!;
    assertClose(found, value, 1e-5 * Math.max(1, range), `${name} of ${what}`);
  }
}

/** Keypoints anywhere in the picture, with Jacobians that have inverses. */
function somewhere(k: number, jacobians: boolean, seed: number): Keypoints {
  const keypoints = randomTensor([k, 2], seed);
  if (!jacobians) return { keypoints };
  const { shape, data } = randomTensor([k, 2, 2], seed + 1, 0.4);
  return {
    keypoints,
    jacobians: tensor(
      shape,
      data.map((x, i) => x + Number(i % 4 === 0 || i % 4 === 3)),
    ),
  };
}

/** Runs both on the same; what the frame graph gets is ours, so that nothing adds up. */
async function compare(ours: Predictor, theirs: FastPredictor, size: number, keypoints: readonly Keypoints[]) {
  const picture = randomPicture(size, 1);
  agree(await theirs.detect(picture), ours.detect(picture), 'the detector');
  const features = ours.source(picture);
  agree(await theirs.source(picture), features, 'the source');
  const [from, to] = keypoints as [Keypoints, Keypoints];
  agree(await theirs.frame(features, from, to), ours.frame(features, from, to), 'a frame');
  await theirs.close();
}

fast('of any configuration give what floats give', () =>
  fc.assert(
    fc.asyncProperty(anyConfig, fc.integer({ min: 1, max: 1e6 }), async (config, seed) => {
      const weights = randomWeights(config, seed);
      const keypoints = [seed + 1, seed + 3].map(at => somewhere(config.keypoints, config.jacobians, at));
      await compare(predictor(config, weights), await fastPredictor(config, weights), config.size, keypoints);
    }),
    { seed: 1, numRuns: 12 },
  ),
);

fast('the network that ships gives what floats give', async () => {
  const { config, weights } = await loadNetwork('tiny-64');
  const ours = predictor(config, weights);
  const keypoints = [2, 3].map(seed => ours.detect(randomPicture(64, seed)));
  await compare(ours, await fastPredictor(config, weights), 64, keypoints);
});

fast('the published network gives what its PyTorch modules give', async () => {
  const tensors = referenceTensors();
  const expected = (name: string) => unbatched(tensors, name);
  const { detect, source, frame, close } = await fastPredictor(presets['fomm-zero-64'], tensors);
  const picture = expected('source');
  assertClose((await detect(picture)).keypoints, expected('kp_detected'), 1e-5, 'kp_detected');
  const features = await source(picture);
  // At once, which must change nothing.
  const frames = await Promise.all(
    ['frame0', 'frame1'].map(name =>
      frame(features, { keypoints: expected('kp_source') }, { keypoints: expected(`${name}.kp_driving`) }),
    ),
  );
  for (const [i, { mask, occlusion, sparseDeformed, prediction }] of frames.entries()) {
    assertClose(mask, expected(`frame${i}.mask`), 1e-5, 'mask');
    assertClose(occlusion, expected(`frame${i}.occlusion_map`), 1e-5, 'occlusion_map');
    assertClose(sparseDeformed, expected(`frame${i}.sparse_deformed`), 1e-5, 'sparse_deformed');
    assertClose(prediction, expected(`frame${i}.prediction`), 1e-5, 'prediction');
  }
  await close();
});

const small = networkConfig({
  size: 64,
  keypoints: 2,
  generator: { blockExpansion: 2, maxFeatures: 4, downBlocks: 1, residualBlocks: 1 },
  denseMotion: { blockExpansion: 2, maxFeatures: 4, blocks: 1, scale: 0.5 },
  detector: { blockExpansion: 2, maxFeatures: 4, blocks: 1 },
});

fast('two networks may be made ready, run and closed at once, and be used again', async () => {
  const picture = randomPicture(64, 1);
  const networks = await Promise.all(
    [1, 2].map(async seed => {
      const weights = randomWeights(small, seed);
      return { ours: predictor(small, weights), theirs: await fastPredictor(small, weights) };
    }),
  );
  for (let time = 0; time < 2; time++) {
    const found = await Promise.all(networks.map(({ theirs }) => theirs.detect(picture)));
    for (const [i, { ours }] of networks.entries()) agree(found[i]!, ours.detect(picture), `network ${i}`);
    await Promise.all(networks.map(({ theirs }) => theirs.close()));
  }
});

/** Holds that a promise is rejected, with that. */
async function fails(work: Promise<unknown>, kind: typeof CodecError | typeof RangeError, message: RegExp) {
  const error = await work.then(
    () => assert.unreachable('nothing failed'),
    (error: Error) => error,
  );
  assert.instance(error, kind);
  assert.match(error!.message, message);
}

fast('say what does not fit, and run what does', async () => {
  const weights = new Map([...randomWeights(small, 1)].filter(([name]) => name.startsWith('generator.')));
  const { detect, source, close } = await fastPredictor(small, weights);
  await fails(detect(randomPicture(64, 1)), CodecError, /^the parameter kp_detector\..* but is missing$/);
  await fails(source(randomPicture(32, 1)), RangeError, /the input picture must have the shape 3x64x64, not 3x32x32/);
  assert.equal((await source(randomPicture(64, 1))).features.shape, [4, 32, 32]);
  await close();
  for (const threads of [0, 1.5, 65])
    await fails(fastPredictor(small, weights, { threads }), CodecError, /^a network cannot run on [\d.]+ threads$/);
});

fast('a driving Jacobian without an inverse spoils its own frame only', async () => {
  const config = networkConfig({ ...small, jacobians: true });
  const weights = randomWeights(config, 1);
  const { source, frame, close } = await fastPredictor(config, weights);
  const features = await source(randomPicture(64, 1));
  const from = somewhere(2, true, 1);
  const before = await frame(features, from, from);
  const flat = await frame(features, from, { ...from, jacobians: tensor([2, 2, 2]) });
  assert.equal(flat.prediction.shape, [3, 64, 64]);
  assert.equal(await frame(features, from, from), before);
  await close();
});

/** What a process prints that has `fastPredictor`, two threads and a picture. */
function inProcess(script: string) {
  const names = ['onnx/predictor', 'float/random-weights', 'network/presets'].map(
    name => new URL(`../../../codec/${name}.ts`, import.meta.url).href,
  );
  const code = `
    import { register } from 'node:module';
    const [{ fastPredictor }, { randomWeights }, { presets }] = await Promise.all(${JSON.stringify(names)}.map(name => import(name)));
    const config = presets['fomm-zero-64'];
    const picture = { shape: [3, 64, 64], data: new Float32Array(3 * 64 * 64).fill(0.5) };
    const open = () => fastPredictor(config, randomWeights(config, 1), { threads: 2 });
    ${script}`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=grace-source', '--import', 'tsx', '--input-type=module', '-e', code],
    { encoding: 'utf8', timeout: 60_000 },
  );
  return { status, out: stdout.trim(), err: stderr };
}

fast('threads do not keep a process that has ended its work, nor one that closed nothing', () => {
  const { status, out, err } = inProcess(`
    const { detect } = await open();
    const { keypoints } = await detect(picture);
    console.log(keypoints.shape.join('x'), Number.isFinite(keypoints.data[0]));`);
  assert.equal({ status, out, err }, { status: 0, out: '10x2 true', err: '' });
});

fast('where onnxruntime-web is not installed, it is said how to get it', () => {
  const { status, out } = inProcess(`
    register('data:text/javascript,' + encodeURIComponent(\`
      export function resolve(name, context, next) {
        if (name === 'onnxruntime-web') throw Object.assign(new Error('not found'), { code: 'ERR_MODULE_NOT_FOUND' });
        return next(name, context);
      }\`));
    await open().catch(({ name, message, help }) => console.log([name, message, help].join('|')));`);
  const message = 'the package onnxruntime-web, which runs networks fast, cannot be loaded';
  assert.equal({ status, out }, { status: 0, out: `CodecError|${message}|npm install onnxruntime-web` });
});

fast.run();
