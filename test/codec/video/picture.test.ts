import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CodecError, type Picture, picture, pictureToTensor, tensor, tensorToPicture } from '../../../codec/index.js';
import { anyPicture } from './arbitrary.js';

const test = suite('pictures');

test('a picture survives becoming a tensor', () => {
  fc.assert(
    fc.property(anyPicture(), one => {
      assert.equal(tensorToPicture(pictureToTensor(one)), one);
    }),
    { seed: 1, numRuns: 50 },
  );
});

test('every byte is the float nearest to its share of 255, in the plane of its channel', () => {
  const rgb = Uint8Array.from({ length: 3 * 256 }, (_, i) => (i % 3 === 1 ? Math.floor(i / 3) : 0));
  const { shape, data } = pictureToTensor(picture(16, 16, rgb));
  assert.equal(shape, [3, 16, 16]);
  for (let byte = 0; byte < 256; byte++)
    assert.equal([data[byte], data[256 + byte], data[512 + byte]], [0, Math.fround(byte / 255), 0]);
});

test('floats are rounded to the nearest byte and cut off', () => {
  const values = [-1, -0.001, 0.49 / 255, 0.51 / 255, 0.5, 254.6 / 255, 1.5, Number.POSITIVE_INFINITY, Number.NaN];
  const { rgb }: Picture = tensorToPicture(tensor([3, 1, 3], new Float32Array(values)));
  assert.equal([...rgb], [0, 1, 255, 0, 128, 255, 0, 255, 0]);
});

test('what is no picture is said to be none', () => {
  for (const shape of [[1.5, 2], [-1, 2], [Number.NaN], [2 ** 53]])
    assert.throws(() => tensor(shape), /a size of a tensor must be a whole number from 0 on/);
  assert.throws(() => tensorToPicture(tensor([1, 4, 4])), /a tensor of 1x4x4 is no picture/);
  assert.throws(() => picture(2, 2, new Uint8Array(3)), /3 bytes are no picture of 2x2 pixels/);
  assert.throws(
    () => picture(0, 2),
    (error: unknown) => error instanceof CodecError,
  );
});

test.run();
