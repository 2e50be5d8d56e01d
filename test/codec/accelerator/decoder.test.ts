import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acceleratorDecoder } from '../../../codec/accelerator/decoder.js';
import { modelTarget } from '../../../codec/accelerator/target.js';
import { compileNetwork } from '../../../codec/compiler/compile.js';
import { integerDecoder } from '../../../codec/decoder/int8.js';
import { CodecError } from '../../../codec/error.js';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { randomNetwork } from '../compiler/random-network.js';
import { keypointsFor, pictureFor } from './moving.js';

const decoders = suite('decoding on an accelerator');

decoders('every picture is that of the integer model, from group to group', async () => {
  const seeds = fc.integer({ min: 1, max: 1e6 });
  const property = fc.asyncProperty(seeds, fc.constantFrom(8, 16), async (seed, rows) => {
    const network = randomNetwork(seed);
    const compiled = compileNetwork(network, acceleratorConfig(rows));
    const runs: string[] = [];
    const hardware = acceleratorDecoder(compiled, modelTarget(compiled), { observe: (_, graph) => runs.push(graph) });
    const model = integerDecoder(network);
    for (let group = 0; group < 2; group++) {
      const [picture, keypoints] = [pictureFor(network, seed + group), keypointsFor(network, seed + group)];
      for (const decoder of [hardware, model]) await decoder.source(picture, keypoints);
      for (let frame = 1; frame < 3; frame++) {
        const moved = keypointsFor(network, seed + 10 * group + frame);
        assert.equal(await hardware.frame(moved), await model.frame(moved));
      }
    }
    assert.equal(runs, ['source', 'frame', 'frame', 'source', 'frame', 'frame']);
    await hardware.close();
  });
  await fc.assert(property, { seed: 1, numRuns: 12 });
});

decoders('frames of a batch are those that come one by one, and fewer than a batch too', async () => {
  for (const seed of [5, 32]) {
    const network = randomNetwork(seed);
    const compiled = compileNetwork(network, acceleratorConfig(8), { batch: 3 });
    const hardware = acceleratorDecoder(compiled, modelTarget(compiled));
    const model = integerDecoder(network);
    const [picture, keypoints] = [pictureFor(network, seed), keypointsFor(network, seed)];
    for (const decoder of [hardware, model]) await decoder.source(picture, keypoints);
    const moved = [1, 2, 3, 4].map(frame => keypointsFor(network, seed + frame));
    const expected = [];
    for (const to of moved) expected.push(await model.frame(to));
    assert.equal(await hardware.frames(moved.slice(0, 3)), expected.slice(0, 3));
    assert.equal(await hardware.frames(moved.slice(2)), expected.slice(2));
    assert.equal(await hardware.frame(moved[0]!), expected[0]);
    try {
      await hardware.frames(moved);
      assert.unreachable();
    } catch (error) {
      assert.is((error as Error).message, '4 frames at a time, for which 3 were compiled');
    }
  }
});

decoders('a program that ends by a fault is an error with its name, and the next one runs', async () => {
  const network = randomNetwork(5);
  const compiled = compileNetwork(network, acceleratorConfig(8));
  const damaged = compiled.frame.program.slice();
  // The opcode of the fourth instruction, behind the header.
  damaged[64 + 3 * 64] = 0x55;
  const target = modelTarget({ ...compiled, frame: { ...compiled.frame, program: damaged } });
  const decoder = acceleratorDecoder(compiled, target);
  const [picture, keypoints] = [pictureFor(network, 1), keypointsFor(network, 1)];
  await decoder.source(picture, keypoints);
  for (let i = 0; i < 2; i++)
    try {
      await decoder.frame(keypoints);
      assert.unreachable();
    } catch (error) {
      assert.instance(error, CodecError);
      assert.match(
        (error as CodecError).message,
        /^the frame program has ended at instruction \d+ with the fault opcode$/,
      );
    }
  await decoder.source(picture, keypoints);
});

decoders('a frame before the first source', async () => {
  const network = randomNetwork(5);
  const compiled = compileNetwork(network, acceleratorConfig(8));
  const decoder = acceleratorDecoder(compiled, modelTarget(compiled));
  try {
    await decoder.frame(keypointsFor(network, 1));
    assert.unreachable();
  } catch (error) {
    assert.instance(error, RangeError);
  }
});

decoders.run();
