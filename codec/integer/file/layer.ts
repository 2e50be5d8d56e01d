import type { Epilogue, IntegerLayer, Value } from '../network.js';
import { arrays, type IntegerType } from '../tensor.js';
import type { Arrays } from './fields.js';
import { type Reader, reader } from './object.js';

const types = Object.keys(arrays) as IntegerType[];

export function readValue(from: Reader): Value {
  const format = from.object('format');
  return {
    shape: from.numbers('shape'),
    format: { type: format.oneOf('type', ...types), step: format.number('step') },
  };
}

/** A layer out of JSON, and its arrays out of the file. What its numbers may be is for `checkGraph` to say. */
export function readLayer(value: unknown, where: string, wrong: (what: string) => never, take: Arrays): IntegerLayer {
  const from = reader(value, where, wrong);
  const kind = from.oneOf('kind', 'picture', 'shrink', 'conv', 'motion', 'softmax', 'flow', 'sample');
  const base = { name: from.string('name'), ...readValue(from) };
  if (kind === 'conv') {
    const array = take(base.name);
    return {
      kind,
      ...base,
      inputs: from.strings('inputs'),
      kernel: from.number('kernel'),
      stride: from.oneOf('stride', 1, 2),
      upsample: from.oneOf('upsample', 'none', 'nearest', 'bilinear'),
      ...(from.boolean('affine') && {
        affine: {
          gain: array('affine.gain') as Int16Array,
          offset: array('affine.offset') as Int32Array,
          shift: array('affine.shift') as Uint8Array,
        },
      }),
      weights: array('weights') as Int8Array,
      bias: array('bias') as Int32Array,
      scale: { gain: array('scale.gain') as Uint16Array, shift: array('scale.shift') as Uint8Array },
      epilogue: readEpilogue(from.object('epilogue')),
    };
  }
  const input = from.string('input');
  const keypoints = () => ({
    sourceKeypoints: from.string('sourceKeypoints'),
    drivingKeypoints: from.string('drivingKeypoints'),
    ...(from.has('jacobians') && { jacobians: from.string('jacobians') }),
  });
  switch (kind) {
    case 'picture':
      return { kind, ...base, input };
    case 'shrink':
      return {
        kind,
        ...base,
        input,
        taps: from.numbers('taps'),
        factor: from.number('factor'),
        style: from.oneOf('style', 'decimate', 'bilinear'),
      };
    case 'motion':
      return { kind, ...base, input, ...keypoints(), unit: from.number('unit') };
    case 'softmax':
      return { kind, ...base, input, fraction: from.number('fraction') };
    case 'flow':
      return { kind, ...base, input, ...keypoints(), fraction: from.number('fraction') };
    case 'sample':
      return {
        kind,
        ...base,
        input,
        flow: from.string('flow'),
        fraction: from.number('fraction'),
        occlusion: from.string('occlusion'),
      };
  }
}

function readEpilogue(from: Reader): Epilogue {
  const kind = from.oneOf('kind', 'none', 'relu', 'pool', 'add', 'sigmoid', 'picture');
  return kind === 'add' ? { kind, input: from.string('input'), gain: from.number('gain') } : { kind };
}
