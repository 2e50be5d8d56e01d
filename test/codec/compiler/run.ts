import * as assert from 'uvu/assert';
import { readTensor, writeTensor } from '../../../codec/accelerator/pack.js';
import type { CompiledGraph, CompiledNetwork, Place } from '../../../codec/compiler/image.js';
import type { IntegerGraph } from '../../../codec/integer/network.js';
import { type IntegerTensors, prepareInteger } from '../../../codec/integer/run.js';
import type { IntegerTensor } from '../../../codec/integer/tensor.js';
import { runProgram } from '../../../stdlib-engines/accelerator/model/run.js';
import { validate } from '../../../stdlib-engines/accelerator/validate/validate.js';

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
    for (const [name, place] of Object.entries(of.inputs)) {
      // What the source program has written lies where the frame program reads it.
      if (of.name === 'frame' && name !== 'motions') continue;
      writeTensor(work, place, name === 'motions' ? motionsOf(inputs, place) : inputs[name]!, { rows, image });
    }
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
      const read = readTensor(work, place, { rows, image });
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
