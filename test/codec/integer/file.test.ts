import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CodecError } from '../../../codec/error.js';
import { bytesSource } from '../../../codec/file/source.js';
import { readIntegerNetwork } from '../../../codec/integer/file/read.js';
import { writeIntegerNetwork } from '../../../codec/integer/file/write.js';
import type { IntegerNetwork } from '../../../codec/integer/network.js';
import { integerPredictor } from '../../../codec/integer/predictor.js';
import { smallNetwork } from './small.js';

const file = suite('files of quantized networks');

const bytes = writeIntegerNetwork(smallNetwork());
const read = (data: Uint8Array) => readIntegerNetwork(bytesSource(data, 'net.safetensors'));

file('come back as they were written, and always as the same bytes', () => {
  const network = read(bytes);
  assert.equal(network, smallNetwork());
  assert.equal(writeIntegerNetwork(network), bytes);
});

file('truncated anywhere', () => {
  for (let length = 0; length < bytes.length; length += length < 64 ? 1 : 97)
    assert.throws(
      () => read(bytes.subarray(0, length)),
      (error: Error) => error instanceof CodecError,
    );
});

file('damaged anywhere: an error of the codec, or a network that passes its check', () => {
  const header = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const place = fc.integer({ min: 0, max: header - 1 });
  const property = fc.property(place, fc.integer({ min: 0, max: 255 }), (at, value) => {
    const damaged = bytes.slice();
    damaged[at] = value;
    try {
      read(damaged);
    } catch (error) {
      assert.instance(error, CodecError, String(error));
    }
  });
  fc.assert(property, { seed: 1, numRuns: 1000 });
});

/** The file with some of its text replaced by as many other characters. */
function edited(from: string, to: string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  assert.ok(text.includes(from) && from.length === to.length);
  return Uint8Array.from(Buffer.from(text.replace(from, to), 'latin1'));
}

file('of another kind or version, or with parts that are not what they should be', () => {
  const wrong = (data: Uint8Array, message: RegExp): void => {
    assert.throws(
      () => read(data),
      (error: CodecError) => error instanceof CodecError && message.test(error.message),
    );
  };
  wrong(edited('grace-int8', 'grace-int9'), /is no quantized network: it does not say that it is one/);
  wrong(edited('"version":"2"', '"version":"3"'), /of version 3, and this program knows version 2/);
  wrong(edited('"version":"2"', '"version":"1"'), /of version 1, and this program knows version 2/);
  wrong(edited('frame/encoder/bias', 'frame/encoder/bios'), /it lacks frame\/encoder\/bias/);
  wrong(edited('\\"kind\\":\\"motion\\"', '\\"kind\\":\\"notion\\"'), /layers\[0\].kind is none of picture, shrink/);
  wrong(edited('\\"unit\\":', '\\"unti\\":'), /layers\[0\].unit is no number/);
  wrong(edited('[\\"activations\\"]', '[123456789012345]'), /layers\[\d\].inputs\[0\] is no string/);
});

file('with graphs that are no decoder together', () => {
  const { source, frame, ...rest } = smallNetwork();
  const { features: _, ...withoutFeatures } = frame.inputs;
  const { prediction: __, ...withoutPrediction } = frame.outputs;
  const { smallSource: ___, ...withoutSmall } = source.outputs;
  const finer = { ...frame.inputs.features!, format: { type: 'i8', step: 0.01 } as const };
  const faults: readonly (readonly [change: Partial<IntegerNetwork>, message: RegExp])[] = [
    [{ frame: { ...frame, outputs: withoutPrediction } }, /gives nothing as prediction, for a picture of 3x16x16$/],
    [{ frame: { ...frame, outputs: { ...frame.outputs, prediction: 'up' } } }, /gives 4x16x16 of i8 .* as prediction/],
    [{ source: { ...source, outputs: withoutSmall } }, /source graph gives nothing as smallSource/],
    [
      { source: { ...source, outputs: { ...source.outputs, features: 'first' } } },
      /gives 5x16x16 of i8 .* as features/,
    ],
    [{ frame: { ...frame, inputs: { ...frame.inputs, features: finer } } }, /takes 4x8x8 of i8 in steps of 0.01$/],
    [{ frame: { ...frame, inputs: { ...frame.inputs, more: finer } } }, /takes more, which nothing gives$/],
    [{ source: { ...source, inputs: { ...source.inputs, more: finer } } }, /takes more beside the picture$/],
  ];
  for (const [change, message] of faults) {
    const network = { ...rest, source, frame, ...change };
    for (const use of [() => read(writeIntegerNetwork(network)), () => integerPredictor(network)])
      assert.throws(use, (error: CodecError) => error instanceof CodecError && message.test(error.message));
  }
  const { picture } = source.inputs;
  const grey = { ...source, inputs: { image: picture! }, layers: [], outputs: {} };
  assert.throws(
    () => read(writeIntegerNetwork({ ...rest, source: grey, frame })),
    /the source graph takes no picture$/,
  );
  const without = { ...frame, inputs: withoutFeatures, layers: [], outputs: {} };
  assert.throws(() => read(writeIntegerNetwork({ ...rest, source, frame: without })), /takes nothing$/);
});

file.run();
