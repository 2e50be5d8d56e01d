import fc from 'fast-check';
import * as ort from 'onnxruntime-web';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CodecError } from '../../../codec/error.js';
import { randomWeights } from '../../../codec/float/random-weights.js';
import type { Graph } from '../../../codec/network/graph.js';
import { networkGraphs } from '../../../codec/network/graphs.js';
import { presets } from '../../../codec/network/presets.js';
import { loadNetwork } from '../../../codec/networks/load.js';
import { modelChunks } from '../../../codec/onnx/encode.js';
import { exportOnnx } from '../../../codec/onnx/export.js';
import { modelProto } from '../../../codec/onnx/schema.js';
import { tensor } from '../../../codec/tensor/tensor.js';
import { assertClose } from '../close.js';
import { anyConfig } from '../network/arbitrary.js';
import { referenceTensors, unbatched } from '../reference.js';
import './runtime.js';

const files = suite('ONNX files');

interface Said {
  readonly graph: {
    readonly name: string;
    readonly node: readonly { name: string; opType: string; input: string[]; output: string[] }[];
    readonly input: readonly { name: string }[];
    readonly output: readonly { name: string }[];
    readonly initializer: readonly { name: string }[];
  };
  readonly opsetImport: readonly { version: unknown }[];
  readonly metadataProps: readonly { key: string; value: string }[];
}
const decode = (bytes: Uint8Array): Said =>
  modelProto.toObject(modelProto.decode(bytes), { longs: Number, arrays: true }) as Said;

files('are the same for the same network, and all that they say holds together', () =>
  fc.assert(
    fc.asyncProperty(anyConfig, async config => {
      const weights = randomWeights(config, 1);
      const [first, second] = [await exportOnnx(config, weights), await exportOnnx(config, weights)];
      const graphs = networkGraphs(config);
      for (const [i, { name, chunks }] of first.entries()) {
        const bytes = Buffer.concat(chunks);
        assert.ok(bytes.equals(Buffer.concat(second[i]!.chunks)), `${name} differs`);
        const { graph, opsetImport, metadataProps } = decode(bytes);
        const ours = graphs[name] as Graph;
        assert.equal([...opsetImport], [{ version: 16 }]);
        assert.equal([...metadataProps], [{ key: 'config', value: JSON.stringify(config) }]);
        assert.is(graph.name, name);
        const names = (of: readonly { name: string }[]): string[] => of.map(({ name }) => name);
        assert.equal(names(graph.input), Object.keys(ours.inputs));
        assert.equal(names(graph.output), Object.keys(ours.outputs));
        const nodes = new Set(names(graph.node));
        for (const step of ours.steps) assert.ok(nodes.has(step.name), `${step.name} is missing`);
        // Every value has one origin, before all that read it.
        const values = new Set([...names(graph.input), ...names(graph.initializer), '']);
        assert.is(values.size, graph.input.length + graph.initializer.length + 1);
        for (const { name, input, output } of graph.node) {
          for (const value of input) assert.ok(values.has(value), `${name} reads ${value}`);
          for (const value of output) assert.not.ok(values.has(value), `two values are named ${value}`);
          for (const value of output) values.add(value);
        }
        for (const { name } of graph.output) assert.ok(values.has(name), `nothing makes ${name}`);
      }
    }),
    { seed: 1, numRuns: 20 },
  ),
);

files('run by themselves, and give what PyTorch gave', async () => {
  const tensors = referenceTensors();
  const exported = await exportOnnx(presets['fomm-zero-64'], tensors);
  const run = async (name: string, inputs: Readonly<Record<string, string>>) => {
    const { chunks } = exported.find(file => file.name === name)!;
    const session = await ort.InferenceSession.create(Buffer.concat(chunks), { logSeverityLevel: 3 });
    const feeds = Object.entries(inputs).map(([name, of]) => {
      const { shape, data } = tensors.get(of)!;
      return [name, new ort.Tensor('float32', data, shape)];
    });
    return { session, feeds: Object.fromEntries(feeds) as Record<string, ort.Tensor> };
  };
  const detector = await run('detector', { picture: 'source' });
  const { keypoints } = await detector.session.run(detector.feeds);
  assert.equal(keypoints!.dims, [1, 10, 2]);
  assertClose(tensor([10, 2], keypoints!.data as Float32Array), unbatched(tensors, 'kp_detected'), 1e-5, 'kp_detected');
  const source = await run('source', { picture: 'source' });
  const features = await source.session.run(source.feeds);
  const frame = await run('frame', { sourceKeypoints: 'kp_source', drivingKeypoints: 'frame0.kp_driving' });
  const { prediction } = await frame.session.run({ ...frame.feeds, ...features });
  const found = tensor([3, 64, 64], prediction!.data as Float32Array);
  assertClose(found, unbatched(tensors, 'frame0.prediction'), 1e-5, 'prediction');
});

files('hold the weights where they are, without copies', async () => {
  const { config, weights } = await loadNetwork('tiny-64');
  const exported = await exportOnnx(config, weights);
  const pieces = new Set(exported.flatMap(({ chunks }) => chunks.map(chunk => chunk.buffer)));
  for (const [name, { data }] of weights) assert.ok(pieces.has(data.buffer), `${name} was copied`);
});

files('of 2 GB or more, or of other weights, are refused', async () => {
  // Memory that nobody touches takes no room.
  const data = new Float32Array(2 ** 29);
  const constants = new Map([['weights', { shape: [2 ** 29], data }]]);
  assert.throws(
    () => modelChunks({ name: 'wide', inputs: {}, outputs: {}, nodes: [], constants }),
    (error: unknown) =>
      error instanceof CodecError &&
      /^the wide graph comes to 21474\d+ bytes, and an ONNX file has less than 2147483648$/.test(error.message),
  );
  const { weights } = await loadNetwork('tiny-64');
  const error = await exportOnnx(presets['vox-256'], weights).catch(error => error);
  assert.instance(error, CodecError);
  assert.match(error.message, /^the parameter kp_detector\.\S+ must be /);
});

files.run();
