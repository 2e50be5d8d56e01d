import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CodecError } from '../../../codec/error.js';
import { randomWeights } from '../../../codec/float/random-weights.js';
import { runGraph } from '../../../codec/float/run-graph.js';
import { places } from '../../../codec/fuse/evaluate.js';
import { fuse } from '../../../codec/fuse/fuse.js';
import type { FusedGraph } from '../../../codec/fuse/graph.js';
import { runFused } from '../../../codec/fuse/run.js';
import type { NetworkConfig } from '../../../codec/network/config.js';
import type { Graph } from '../../../codec/network/graph.js';
import { networkGraphs } from '../../../codec/network/graphs.js';
import { parametersOf } from '../../../codec/network/parameters.js';
import { presets } from '../../../codec/network/presets.js';
import { networkConfig } from '../../../codec/network/validate.js';
import { type Tensor, tensor } from '../../../codec/tensor/tensor.js';
import type { Weights } from '../../../codec/weights/weights.js';
import { assertClose } from '../close.js';
import { randomTensor } from '../random-tensor.js';
import { referenceTensors } from '../reference.js';
import { tinyWeights } from './tiny.js';

const fusion = suite('fusion');

/** Inputs of a frame graph that the source graph does not make. */
const inputsOf = (config: NetworkConfig): Record<string, Tensor> => {
  const k = config.keypoints;
  const matrices = (seed: number): Tensor => {
    const small = randomTensor([k, 2, 2], seed, 0.3);
    return tensor(
      small.shape,
      small.data.map((x, at) => x + (at % 4 === 0 || at % 4 === 3 ? 1 : 0)),
    );
  };
  return {
    sourceKeypoints: randomTensor([k, 2], 2, 0.9),
    drivingKeypoints: randomTensor([k, 2], 3, 0.9),
    ...(config.jacobians && { sourceJacobians: matrices(4), drivingJacobians: matrices(5) }),
  };
};

/** Runs both forms of a graph; every tensor of the fused one is the value of the step that it stands for. */
function agree(plain: Graph, fused: FusedGraph, weights: Weights, inputs: Record<string, Tensor>) {
  const values = new Map<string, Tensor>();
  const outputs = runGraph(plain, weights, inputs, { observe: (step, value) => values.set(step.name, value) });
  let compared = 0;
  runFused(fused, inputs, {
    observe(layer, value) {
      const expected = values.get(layer.step)!;
      const size = expected.data.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
      assertClose(layer.kind === 'flow' ? places(value) : value, expected, 1e-5 * size, layer.name);
      compared++;
    },
  });
  assert.is(compared, fused.layers.length);
  return outputs;
}

const dac = networkConfig({
  variant: 'dac',
  size: 64,
  keypoints: 4,
  jacobians: true,
  generator: { blockExpansion: 8, maxFeatures: 32, downBlocks: 1, residualBlocks: 2 },
  denseMotion: { blockExpansion: 8, maxFeatures: 32, blocks: 2, scale: 0.5 },
  detector: { blocks: 2 },
});

for (const [name, config, weights] of [
  ['tiny-64', presets['tiny-64'], tinyWeights],
  ['fomm-zero-64', presets['fomm-zero-64'], referenceTensors],
  ['dac with Jacobians', dac, () => randomWeights(dac, 7)],
] as const)
  fusion(`every fused layer of ${name} agrees with the plain graph to 1e-5`, () => {
    const plain = networkGraphs(config);
    const fused = fuse(config, weights());
    const picture = randomTensor([3, config.size, config.size], 1, 0.5);
    for (let at = 0; at < picture.data.length; at++) picture.data[at]! += 0.5;
    const { features, smallSource } = agree(plain.source, fused.source, weights(), { picture }) as Record<
      string,
      Tensor
    >;
    agree(plain.frame, fused.frame, weights(), { features: features!, smallSource: smallSource!, ...inputsOf(config) });
  });

fusion('normalisation, activation, pools, skips, doubling and concatenation are all within layers', () => {
  const { source, frame } = fuse(presets['tiny-64'], tinyWeights());
  const text = [...source.layers, ...frame.layers].map(layer => {
    const load =
      layer.kind === 'conv' ? (layer.affine ? 'affine, ' : layer.upsample === 'none' ? '' : 'doubled, ') : '';
    const rest = layer.kind === 'conv' ? `${load}conv, ${layer.epilogue.kind}` : layer.kind;
    return `${layer.name.replace('generator.', '').replace('dense_motion_network', 'motion')}: ${rest}`;
  });
  const residual = (i: number) => [`bottleneck.r${i}.conv1: affine, conv, relu`, `bottleneck.r${i}.conv2: conv, add`];
  assert.equal(text, [
    'first.conv: conv, relu',
    'down_blocks.0.conv: conv, pool',
    'motion.down: shrink',
    'motion.input: motion',
    'motion.hourglass.encoder.down_blocks.0.conv: conv, pool',
    'motion.hourglass.encoder.down_blocks.1.conv: conv, pool',
    'motion.hourglass.encoder.down_blocks.2.conv: conv, pool',
    'motion.hourglass.decoder.up_blocks.0.conv: doubled, conv, relu',
    'motion.hourglass.decoder.up_blocks.1.conv: doubled, conv, relu',
    'motion.hourglass.decoder.up_blocks.2.conv: doubled, conv, relu',
    'motion.mask: conv, none',
    'motion.mask.softmax: softmax',
    'motion.deformation: flow',
    'motion.occlusion: conv, sigmoid',
    'warped_occluded: sample',
    ...[0, 1, 2, 3].flatMap(residual),
    'up_blocks.0.conv: doubled, conv, relu',
    'final: conv, sigmoid',
  ]);
});

fusion('weights that are no numbers, or not there', () => {
  const config = presets['fomm-zero-64'];
  const weights = new Map(referenceTensors());
  const name = 'generator.bottleneck.r0.conv1.weight';
  const { shape, data } = weights.get(name)!;
  const damaged = data.slice();
  damaged[17] = Number.NaN;
  const throws = (given: Weights, message: RegExp): void => {
    assert.throws(
      () => fuse(config, given),
      (error: Error) => error instanceof CodecError && message.test(error.message),
    );
  };
  throws(new Map(weights).set(name, tensor(shape, damaged)), /r0\.conv1\.weight.* no finite number/);
  weights.delete(name);
  throws(weights, /missing:\n.*r0\.conv1\.weight/);
  // What the decoder does not use may be missing.
  const decoder = [...referenceTensors()].filter(([key]) => key.startsWith('generator.'));
  assert.is(parametersOf(Object.values(networkGraphs(config))).size > decoder.length, true);
  fuse(config, new Map(decoder));
});

fusion('a network whose motion works at another size than its features cannot be fused', () => {
  const config = networkConfig({ size: 64, denseMotion: { blocks: 2, scale: 0.5 }, detector: { blocks: 2 } });
  assert.throws(
    () => fuse(config, randomWeights(config, 1)),
    (error: CodecError) => error instanceof CodecError && /generator\.\w+ of the frame graph/.test(error.message),
  );
});

fusion.run();
