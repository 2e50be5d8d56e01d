import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { arrayConfig } from '../../../codec/accelerator/array.js';
import { CodecError } from '../../../codec/error.js';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';

test('arrays as people write them', () => {
  for (const [text, rows, columns] of [
    ['8x8', 8, 8],
    ['16x16', 16, 16],
    ['16x32', 16, 32],
    ['32x64', 32, 64],
  ] as const)
    assert.equal(arrayConfig(text), acceleratorConfig(rows, columns));
});

test('what is no array, and arrays that there are not', () => {
  const wrong = (text: string, message: RegExp): void => {
    assert.throws(
      () => arrayConfig(text),
      (error: CodecError) => error instanceof CodecError && message.test(error.message) && /16x32/.test(error.help!),
    );
  };
  for (const text of ['', '16', 'x', '16x', '16x16x16', '16 x 16', '-8x8', '1e1x10', '99999x8'])
    wrong(text, /is no array/);
  for (const text of ['0x0', '12x12', '16x8', '16x48', '9999x9999']) wrong(text, /there is no array of/);
});

test.run();
