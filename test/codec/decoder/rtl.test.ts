import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { integerDecoder } from '../../../codec/decoder/int8.js';
import { rtlDecoder } from '../../../codec/decoder/rtl.js';
import { CodecError } from '../../../codec/error.js';
import { tensor } from '../../../codec/tensor/tensor.js';
import { drawn, smallInteger } from './small.js';

const rtl = suite('the engine rtl');

const keypoints = (...coordinates: number[]) => ({ keypoints: tensor([3, 2], Float32Array.from(coordinates)) });

rtl('the simulated accelerator makes the pictures of the integer model, and says what it takes', async () => {
  const network = smallInteger();
  const runs: [graph: string, cycles: number][] = [];
  let [looks, last] = [0, 0];
  const onCycles = (cycles: number): void => {
    assert.ok(cycles > last);
    last = cycles;
    looks++;
  };
  const hardware = await rtlDecoder(network, {
    array: '8x8',
    onCycles,
    onRun: ({ cycles }, graph) => runs.push([graph, cycles!]),
  });
  const model = integerDecoder(network);
  const [source] = drawn(1, 3);
  const [from, to] = [keypoints(0.1, 0.2, -0.3, 0.4, 0.5, -0.6), keypoints(0.2, 0.2, -0.4, 0.3, 0.5, -0.5)];
  for (const decoder of [hardware, model]) await decoder.source(source!, from);
  assert.equal(await hardware.frame(to), await model.frame(to));
  await hardware.close();
  assert.equal(
    runs.map(([graph]) => graph),
    ['source', 'frame'],
  );
  const cycles = runs.reduce((sum, [, count]) => sum + count, 0);
  assert.ok(looks > 100 && cycles <= last + 1000 && cycles > 0.9 * last, `${cycles} of ${last} cycles`);
});

rtl('an array that there is not', async () => {
  try {
    await rtlDecoder(smallInteger(), { array: '12x12' });
    assert.unreachable();
  } catch (error) {
    assert.instance(error, CodecError);
    assert.match((error as Error).message, /there is no array of 12x12/);
  }
});

rtl.run();
