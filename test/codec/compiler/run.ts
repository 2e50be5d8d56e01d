import * as assert from 'uvu/assert';
import type { CompiledGraph, CompiledNetwork, Place } from '../../../codec/compiler/image.js';
import type { IntegerGraph } from '../../../codec/integer/network.js';
import { type IntegerTensors, prepareInteger } from '../../../codec/integer/run.js';
import { arrays, type IntegerTensor } from '../../../codec/integer/tensor.js';
import { runProgram } from '../../../stdlib-engines/accelerator/model/run.js';
import { validate } from '../../../stdlib-engines/accelerator/validate/validate.js';

/** Where number `at` of a tensor lies, in bytes from the start of its image. */
function byteOf({ shape, type, layout }: Place, rows: number, at: number): number {
  const [, height, width] = shape as readonly [number, number, number];
  const [channel, pixel] = [Math.floor(at / (height * width)), at % (height * width)];
  if (layout.kind === 'motions') return 4 * at;
  if (layout.kind === 'pixels') return 2 * (pixel * layout.channels + layout.first + channel);
  const size = arrays[type].BYTES_PER_ELEMENT;
  return ((Math.floor(channel / rows) * height * width + pixel) * rows + (channel % rows)) * size;
}

/** A tensor of an image, as it lies in the work region. */
export function readTensor(work: Uint8Array, place: Place, rows: number, image: number): IntegerTensor {
  const { shape, type, offset, imageStride, layout } = place;
  const view = new DataView(work.buffer, offset + image * imageStride);
  const data = new arrays[type](shape.reduce((a, b) => a * b, 1));
  for (let at = 0; at < data.length; at++) {
    const from = byteOf(place, rows, at);
    if (layout.kind === 'pixels') data[at] = view.getInt16(from, true) >> layout.shift;
    else data[at] = data.BYTES_PER_ELEMENT === 1 ? view.getInt8(from) : view.getInt16(from, true);
  }
  return { shape, data };
}

export function writeTensor(
  work: Uint8Array,
  place: Place,
  rows: number,
  image: number,
  { data }: IntegerTensor,
): void {
  const view = new DataView(work.buffer, place.offset + image * place.imageStride);
  for (let at = 0; at < data.length; at++) {
    const to = byteOf(place, rows, at);
    if (place.layout.kind === 'motions') view.setInt32(to, data[at]!, true);
    else view.setInt8(to, data[at]!);
  }
}

/** Keypoints and Jacobians as the records of a program. */
export function motionsOf(inputs: IntegerTensors, { shape }: Place): IntegerTensor {
  const { sourceKeypoints, drivingKeypoints, jacobians } = inputs;
  const data = new Int32Array(shape[0]! * 8);
  for (let k = 0; k < sourceKeypoints!.shape[0]!; k++) {
    const pair = (of: IntegerTensor): number[] => [...of.data.subarray(2 * k, 2 * k + 2)];
    const matrix = jacobians ? [...jacobians.data.subarray(4 * k, 4 * k + 4)] : [0, 0, 0, 0];
    data.set([...pair(sourceKeypoints!), ...pair(drivingKeypoints!), ...matrix], 8 * (k + 1));
  }
  return { shape, data };
}

/** That a program is a good one; then runs it in the model, and holds the tensors that it leaves in memory against the integer model's. */
export function agree(
  compiled: CompiledNetwork,
  of: CompiledGraph,
  graph: IntegerGraph,
  work: Uint8Array,
  images: readonly IntegerTensors[],
  places: CompiledGraph['tensors'] = of.tensors,
): void {
  const { rows } = compiled.accelerator;
  for (const [image, inputs] of images.entries())
    for (const [name, place] of Object.entries(of.inputs))
      writeTensor(work, place, rows, image, name === 'motions' ? motionsOf(inputs, place) : inputs[name]!);
  const { accelerator: config, constants } = compiled;
  const sizes = { constants: constants.length, work: work.length };
  assert.equal(validate(of.program, { config, sizes }), []);
  const ending = runProgram({ config, program: of.program, constants, work });
  assert.equal({ fault: ending.fault, stuck: ending.stuck }, { fault: 'none', stuck: [] });
  for (const [image, inputs] of images.entries()) {
    const expected = new Map<string, IntegerTensor>();
    const outputs = prepareInteger(graph)(inputs, { observe: ({ name }, tensor) => expected.set(name, tensor) });
    for (const [name, place] of Object.entries(places)) {
      const tensor = places === of.tensors ? expected.get(name)! : outputs[name]!;
      const read = readTensor(work, place, rows, image);
      assert.equal(read.shape, tensor.shape, name);
      const wrong = tensor.data.findIndex((value, at) => value !== read.data[at]);
      assert.is(
        wrong,
        -1,
        `${name}, image ${image}: number ${wrong} is ${read.data[wrong]} and not ${tensor.data[wrong]}`,
      );
    }
  }
}
