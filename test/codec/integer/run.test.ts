import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CodecError } from '../../../codec/error.js';
import type { ConvLayer, IntegerGraph, IntegerLayer } from '../../../codec/integer/network.js';
import { prepareInteger, runInteger } from '../../../codec/integer/run.js';
import { typeOf } from '../../../codec/integer/tensor.js';
import { smallInputs, smallNetwork } from './small.js';

const running = suite('running an integer network');

function decode(network = smallNetwork()) {
  const { picture, ...keypoints } = smallInputs();
  const source = runInteger(network.source, { picture });
  const frame = prepareInteger(network.frame);
  return { source, frame, inputs: { ...source, ...keypoints } };
}

running('a frame comes out in the formats that are declared, and the same bytes each time', () => {
  const network = smallNetwork();
  const { frame, inputs } = decode(network);
  const seen: string[] = [];
  const outputs = frame(inputs, {
    observe(layer, { shape, data }) {
      seen.push(layer.name);
      assert.equal(shape, layer.shape);
      assert.is(typeOf(data), layer.format.type);
      assert.ok(new Set(data).size > 2, `${layer.name} is nearly constant`);
    },
  });
  assert.equal(
    seen,
    network.frame.layers.map(layer => layer.name),
  );
  assert.equal(Object.keys(outputs), ['prediction', 'mask', 'occlusion', 'deformation']);
  assert.equal(frame(inputs).prediction, outputs.prediction);
  // What the numbers mean is fixed: a change here is a new version of files and of hardware.
  const hash = createHash('sha256').update(outputs.prediction!.data).digest('hex').slice(0, 16);
  assert.is(hash, 'b5fdfa90d15926c1');
});

for (const bits of [8, 16] as const)
  running(`any keypoints give a frame: logits, masks, occlusion and flow of ${bits} bits`, () => {
    const { frame, inputs } = decode(smallNetwork(bits));
    const keypoints = fc.array(fc.integer({ min: 0, max: 131071 }), { minLength: 4, maxLength: 4 });
    const property = fc.property(keypoints, keypoints, (source, driving) => {
      const tensors = {
        sourceKeypoints: { shape: [2, 2], data: Int32Array.from(source) },
        drivingKeypoints: { shape: [2, 2], data: Int32Array.from(driving) },
      };
      const { deformation } = frame({ ...inputs, ...tensors });
      // All motions lie between none and that of a keypoint, to within a step and the masks' rounding.
      const step = bits === 8 ? 16 : 1;
      const moves = source.map((from, i) => from - driving[i]!);
      for (const axis of [0, 1]) {
        const ends = [0, moves[axis]!, moves[2 + axis]!];
        const [least, most] = [Math.min(...ends), Math.max(...ends)].map(end => end * 1.02);
        for (const shift of deformation!.data.subarray(64 * axis, 64 * axis + 64)) {
          const saturated = Math.abs(shift) >= 2 ** (bits - 1) - 1;
          assert.ok(saturated || (shift * step >= least! - step && shift * step <= most! + step));
        }
      }
    });
    fc.assert(property, { seed: 1, numRuns: 40 });
  });

running('inputs that are missing, of another shape or type', () => {
  const { frame, inputs } = decode();
  const wrong = (change: object, message: RegExp): void => {
    assert.throws(
      () => frame({ ...inputs, ...change }),
      (error: CodecError) => error instanceof CodecError && message.test(error.message),
    );
  };
  wrong({ features: undefined }, /lacks its input features/);
  wrong({ features: { shape: [4, 4, 8], data: new Int8Array(128) } }, /a tensor of 4x4x8/);
  wrong({ features: { shape: [4, 8, 8], data: new Int8Array(12) } }, /12 numbers/);
  wrong({ features: { shape: [4, 8, 8], data: new Int16Array(256) } }, /was given i16/);
  const outside = { shape: [2, 2], data: Int32Array.of(0, 131071, -1, 5) };
  wrong({ drivingKeypoints: outside }, /was given -1 in drivingKeypoints, which is not 0 to 131071/);
});

/** A frame graph with one layer changed. */
function changed(name: string, change: (layer: ConvLayer) => object): IntegerGraph {
  const { frame } = smallNetwork();
  const layers = frame.layers.map(layer =>
    layer.name === name ? ({ ...layer, ...change(layer as ConvLayer) } as IntegerLayer) : layer,
  );
  return { ...frame, layers };
}

const faults: readonly (readonly [string, (layer: ConvLayer) => object, RegExp])[] = [
  ['encoder', () => ({ inputs: ['nowhere'] }), /reads nowhere, which is not there before it/],
  ['encoder', () => ({ inputs: ['decoder'] }), /reads decoder, which is not there before it/],
  ['encoder', () => ({ inputs: [] }), /reads nothing/],
  ['encoder', () => ({ name: 'motion' }), /another of that name/],
  ['encoder', () => ({ kernel: 4 }), /kernel is 4, which is even/],
  ['encoder', () => ({ kernel: 5 }), /has 648 weights and not 1800/],
  ['encoder', () => ({ stride: 3 }), /stride is 3/],
  ['encoder', ({ weights }) => ({ weights: weights.map(() => -128) }), /a weight is -128/],
  ['encoder', ({ scale }) => ({ scale: { ...scale, gain: new Uint16Array(3) } }), /has 3 gains and not 6/],
  ['encoder', ({ scale }) => ({ scale: { ...scale, shift: scale.shift.map(() => 32) } }), /a shift is greater than 31/],
  ['encoder', ({ bias }) => ({ bias: bias.map(() => 2 ** 31 - 1) }), /may reach/],
  ['encoder', () => ({ shape: [6, 8, 8] }), /what it gives is 6x8x8 and not 6x4x4/],
  ['encoder', ({ shape }) => ({ shape, format: { type: 'i16', step: 1 } }), /is i16 and not i8/],
  ['encoder', ({ format }) => ({ format: { ...format, step: 0 } }), /its step is 0/],
  ['r0.conv1', () => ({ upsample: 'bilinear' }), /both normalised and doubled/],
  ['decoder', () => ({ upsample: 'none' }), /has 480 weights and not 1080/],
  ['decoder', () => ({ stride: 2 }), /its phases have a stride/],
  ['decoder', () => ({ epilogue: { kind: 'pool' } }), /its phases end with pool, which takes whole maps/],
  ['decoder', ({ bias }) => ({ bias: bias.subarray(1) }), /has 19 biases for 4 phases/],
  [
    'r0.conv1',
    ({ affine }) => ({ affine: { ...affine, offset: new Int32Array(3) } }),
    /has 3 offsets on load and not 4/,
  ],
  ['r0.conv2', () => ({ epilogue: { kind: 'add', input: 'logits', gain: 1 } }), /logits is i16 and not i8/],
  ['r0.conv2', () => ({ epilogue: { kind: 'add', input: 'warped', gain: 65536 } }), /gain of what is added is 65536/],
  ['logits', () => ({ inputs: ['decoder', 'encoder', 'smooth'] }), /encoder is 6x4x4 and not 6x8x8/],
  ['mask', () => ({ fraction: 8 }), /fraction is 8 and not 9 to 9/],
  ['flow', () => ({ fraction: 5 }), /fraction is 5 and not 6 to 8/],
  ['flow', () => ({ sourceKeypoints: 'mask' }), /mask is u16 and not i32/],
  ['motion', () => ({ unit: 0 }), /Gaussians is 0/],
  ['warped', () => ({ occlusion: 'flow' }), /flow is i16 and not u8 or u16/],
];
for (const [name, change, message] of faults)
  running(`a graph that cannot be run: ${name}, ${message.source}`, () => {
    assert.throws(
      () => prepareInteger(changed(name, change)),
      (error: CodecError) => {
        assert.instance(error, CodecError);
        assert.match(error.message, message);
        return true;
      },
    );
  });

running('tensors that are out of all proportion are refused before memory is taken for them', () => {
  const { frame } = smallNetwork();
  for (const shape of [
    [8193, 1, 1],
    [4, 1025, 8],
    [4, 8, 0],
    [4, 8, 1.5],
    [4096, 512, 512],
  ])
    assert.throws(
      () =>
        prepareInteger({ ...frame, inputs: { ...frame.inputs, features: { shape, format: { type: 'i8', step: 1 } } } }),
      (error: CodecError) =>
        error instanceof CodecError && /features of the frame graph: its shape is/.test(error.message),
    );
});

running.run();
