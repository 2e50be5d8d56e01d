import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { golden } from '../golden.js';
import { errorsIn } from './compile.js';

/** The text that stands under the red line in the editor, with the TypeScript 6 that editors run. */
const message = suite('width message');

const head = `
import { type SInt, type UInt } from 'grace-hdl';
declare const byte: UInt<8>;
declare const nibble: UInt<4>;
declare const any: UInt;
declare const wide: SInt<22>;
declare const narrow: SInt<20>;
`;

message('says both widths and what to write', () => {
  const errors = errorsIn(`${head} nibble.set(byte); byte.addWrap(nibble); narrow.set(wide);`);
  assert.is(errors.length, 3);
  for (const [i, [target, source]] of [
    [4, 8],
    [8, 4],
    [20, 22],
  ].entries())
    assert.ok(
      errors[i]!.includes(
        `the target has ${target} bits, this value has ${source}: use .extend(), .trunc(), .sat() or .wrap()`,
      ),
      errors[i],
    );
  golden('types/width-message.txt', `${errors[0]}\n`);
});

message('is silent where a width is only a number', () => {
  assert.equal(errorsIn(`${head} any.set(byte); byte.set(any); byte.set(any.mul(byte)); any.addWrap(nibble);`), []);
});

message.run();
