import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CodecError } from '../../../codec/error.js';
import { predictor } from '../../../codec/float/predictor.js';
import { randomWeights } from '../../../codec/float/random-weights.js';
import { runGraph } from '../../../codec/float/run-graph.js';
import { networkGraphs } from '../../../codec/network/graphs.js';
import { parametersOf } from '../../../codec/network/parameters.js';
import { presets } from '../../../codec/network/presets.js';
import { networkConfig } from '../../../codec/network/validate.js';
import { type Tensor, tensor } from '../../../codec/tensor/tensor.js';
import { checkWeights } from '../../../codec/weights/check.js';
import { assertClose } from '../close.js';
import { anyConfig } from '../network/arbitrary.js';
import { randomPicture } from '../picture.js';
import { randomTensor } from '../random-tensor.js';
import { referenceTensors } from '../reference.js';

const networks = suite('networks in floats');
const seed = fc.integer({ min: 1, max: 1e6 });

const within = (what: string, { data }: Tensor, low: number, high: number): void =>
  assert.ok(
    data.every(x => x >= low && x <= high),
    `${what} is not within ${low} to ${high}`,
  );

networks('of any configuration run, and give what their graphs say', () => {
  fc.assert(
    fc.property(anyConfig, seed, (config, seed) => {
      const network = predictor(config, randomWeights(config, seed), {
        observe: ({ name }, { data }) => assert.ok(data.every(Number.isFinite), `${name} is not finite`),
      });
      const [first, other] = [randomPicture(config.size, seed), randomPicture(config.size, seed + 1)];
      const [source, driving] = [network.detect(first), network.detect(other)];
      assert.is(source.jacobians !== undefined, config.jacobians);
      within('keypoints', source.keypoints, -1, 1);
      const frame = network.frame(network.source(first), source, driving);
      assert.equal(frame.prediction.shape, [3, config.size, config.size]);
      within('prediction', frame.prediction, 0, 1);
      within('occlusion', frame.occlusion, 0, 1);
      const [motions = 0, ...place] = frame.mask.shape;
      assert.is(motions, config.keypoints + 1);
      const sums = tensor([1, ...place]);
      frame.mask.data.forEach((x, i) => {
        sums.data[i % sums.data.length]! += x;
      });
      assertClose(
        sums,
        tensor(
          sums.shape,
          sums.data.map(() => 1),
        ),
        1e-5,
        'sum of masks',
      );
    }),
    { seed: 1, numRuns: 20 },
  );
});

networks('Jacobians that are the identity change nothing', () => {
  fc.assert(
    fc.property(anyConfig, seed, (config, seed) => {
      const { frame, source } = networkGraphs(networkConfig({ ...config, jacobians: true }));
      const zeroOrder = networkGraphs(networkConfig({ ...config, jacobians: false }));
      const weights = randomWeights(config, seed);
      const { features, smallSource } = runGraph(source, weights, { picture: randomPicture(config.size, seed) });
      const k = config.keypoints;
      const keypoints = {
        sourceKeypoints: randomTensor([k, 2], seed + 1),
        drivingKeypoints: randomTensor([k, 2], seed + 2),
      };
      const identity = tensor(
        [k, 2, 2],
        Float32Array.from({ length: 4 * k }, (_, i) => Number(i % 4 === 0 || i % 4 === 3)),
      );
      const jacobians = { sourceJacobians: identity, drivingJacobians: identity };
      const inputs = { features, smallSource, ...keypoints };
      const first = runGraph(frame, weights, { ...inputs, ...jacobians });
      assert.equal(first.prediction, runGraph(zeroOrder.frame, weights, inputs).prediction);
    }),
    { seed: 2, numRuns: 8 },
  );
});

networks('keypoints that have not moved leave everything where it is', () => {
  // Random Jacobians may be close to having no inverse, which magnifies roundings.
  const zeroOrder = anyConfig.map(config => networkConfig({ ...config, jacobians: false }));
  fc.assert(
    fc.property(zeroOrder, seed, (config, seed) => {
      const network = predictor(config, randomWeights(config, seed));
      const picture = randomPicture(config.size, seed);
      const still = network.detect(picture);
      const source = network.source(picture);
      const { deformation, sparseDeformed } = network.frame(source, still, still);
      const [h = 0, w = 0] = deformation.shape;
      const identity = deformation.data.map((_, i) => {
        const place = Math.floor(i / 2);
        return i % 2 === 0 ? (2 * (place % w)) / (w - 1) - 1 : (2 * Math.floor(place / w)) / (h - 1) - 1;
      });
      assertClose(deformation, tensor(deformation.shape, identity), 1e-6, 'deformation');
      for (let n = 0; n <= config.keypoints; n++) {
        const size = source.smallSource.data.length;
        const moved = tensor(source.smallSource.shape, sparseDeformed.data.slice(n * size, (n + 1) * size));
        assertClose(moved, source.smallSource, 1e-5, `motion ${n}`);
      }
    }),
    { seed: 3, numRuns: 10 },
  );
});

const weights = referenceTensors();
const graphs = networkGraphs(presets['fomm-zero-64']);
const picture = randomPicture(64, 1);

networks('expect the parameters of the published checkpoints, no others', () => {
  const parameters = new Map([...weights].filter(([name]) => /^(?:generator|kp_detector)\./.test(name)));
  checkWeights(parametersOf(graphs), parameters);
  assert.is(parameters.size, parametersOf(graphs).size);
});

networks('say which parameter is missing or of another shape, before anything runs', () => {
  const without = new Map(weights);
  without.delete('generator.first.norm.running_var');
  const failsWith = (weights: ReadonlyMap<string, Tensor>, message: string): void =>
    assert.throws(
      () => runGraph(graphs.source, weights, { picture }),
      (error: unknown) => error instanceof CodecError && error.message === message,
    );
  failsWith(without, 'the parameter generator.first.norm.running_var must be 8, but is missing');
  const wrong = new Map(weights).set('generator.first.conv.weight', tensor([8, 3, 3, 3]));
  failsWith(wrong, 'the parameter generator.first.conv.weight must be 8x3x7x7, but is 8x3x3x3');
});

networks('take inputs of their shape only', () => {
  assert.throws(
    () => runGraph(graphs.source, weights, { picture: randomPicture(32, 1) }),
    /the input picture must have the shape 3x64x64, not 3x32x32/,
  );
  const { frame } = networkGraphs(networkConfig({ ...presets['fomm-zero-64'], jacobians: true }));
  const inputs = { ...runGraph(graphs.source, weights, { picture }), sourceKeypoints: tensor([10, 2]) };
  assert.throws(
    () => runGraph(frame, weights, { ...inputs, drivingKeypoints: tensor([10, 2]) }),
    /the frame graph lacks its input sourceJacobians/,
  );
});

networks.run();
