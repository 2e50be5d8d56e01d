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

const kernels = `
import { type Arr, type i8, kernel, logicOf, type SIntType, type Stream, type u8, type u16, type UInt, type UIntType, type VecType } from 'grace-hdl';
declare const byte: UInt<8>;
declare const bytes: Stream<UIntType<8>>;
declare const rows: Stream<VecType<UIntType<8>>>;
declare const open: Stream<UIntType>;
const square = kernel((x: u16) => x * x);
const first = kernel((x: Arr<i8, 9>) => x[0]!);
const sum = kernel((x: u8, y: u8) => x + y);
`;

message('says what a kernel takes and what it is given', () => {
  const errors = errorsIn(`${kernels} bytes.map(square); rows.map(first); bytes.map(sum); logicOf(square, byte);`);
  assert.is(errors.length, 4);
  for (const [i, text] of [
    'the kernel takes uint(16), the stream gives uint(8)',
    'the kernel takes a vector of sint(8), the stream gives a vector of uint(8)',
    'the kernel takes a bundle, the stream gives uint(8)',
    "Type 'UInt<8>' is not assignable to type 'UInt<16>'",
  ].entries())
    assert.ok(errors[i]!.includes(text), errors[i]);
  golden('types/kernel-message.txt', `${errors[0]}\n`);
});

message('is silent for a kernel whose result has no width', () => {
  assert.equal(
    errorsIn(`${kernels} byte.set(logicOf(square, 3)); open.map(square).map(x => x.add(1)).into(0 as never);`),
    [],
  );
});

message.run();
