import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bool, type Diagnostic, HardwareError, u8, u32, uint } from '../../../dsl/index.js';
import { fixedRange } from '../../../dsl/type/make.js';
import {
  constant,
  type Field,
  pulse,
  type Register,
  register,
  registerMap,
  ro,
  rw,
} from '../../../stdlib-engines/index.js';

const places = suite('places of registers');

const field = rw(u8);
const one = register({ value: field });

places('registers follow each other, fields too, unless they say where', () => {
  const { placed, addressBits } = registerMap('map', {
    first: register({ a: rw(uint(3)), b: rw(bool), c: rw(u8, { at: 16 }), d: rw(bool), low: ro(uint(4), { at: 8 }) }),
    second: one,
    far: register({ value: field }, { at: 0x40 }),
    list: register({ value: field }, { count: 3, stride: 16 }),
    early: register({ value: field }, { at: 0x20 }),
  });
  assert.equal(
    placed.map(({ name, offset, count, stride }) => [name, offset, count, stride]),
    [
      ['first', 0, 1, 4],
      ['second', 4, 1, 4],
      ['early', 0x20, 1, 4],
      ['far', 0x40, 1, 4],
      ['list', 0x44, 3, 16],
    ],
  );
  assert.equal(
    placed[0]!.fields.map(({ name, high, low }) => `${name} ${high}:${low}`),
    ['a 2:0', 'b 3:3', 'low 11:8', 'c 23:16', 'd 24:24'],
  );
  assert.is(addressBits, 7);
});

places('an address has a bit for a word at least', () => {
  assert.is(registerMap('map', { one }).addressBits, 3);
  assert.is(registerMap('map', { one }, { dataBits: 64 }).addressBits, 4);
});

places('a register may lie between the elements of an array', () => {
  const { placed } = registerMap('map', {
    even: register({ value: field }, { count: 4, stride: 8 }),
    odd: register({ value: field }, { at: 4, count: 4, stride: 8 }),
  });
  assert.equal(
    placed.map(({ offset }) => offset),
    [0, 4],
  );
});

/** Code and message of each thing that is wrong with a map. */
function wrong(registers: Readonly<Record<string, Register>>, name = 'map'): string[] {
  try {
    registerMap(name, registers);
  } catch (error) {
    assert.instance(error, HardwareError);
    return (error as HardwareError).diagnostics.map(({ code, message }: Diagnostic) => `${code} ${message}`);
  }
  return [];
}

places('everything that is wrong is said in one run', () => {
  const found = wrong({
    wide: register({ value: rw(uint(33)) }),
    below: register({ value: rw(u8, { at: -1 }) }),
    half: register({ value: rw(u8, { at: 0.5 }) }),
    none: register({ value: field }, { count: 0 }),
    odd: register({ value: field }, { at: 0x41 }),
    tight: register({ value: field }, { count: 2, stride: 2 }),
    empty: register({}),
    taken: register({ read_word: field }),
    'not-one': one,
  });
  assert.equal(found, [
    'HW056 field wide.value takes bits 32 to 0 of a register of 32 bits',
    'HW056 field below.value takes bits 6 to -1 of a register of 32 bits',
    'HW056 field half.value takes bits 7.5 to 0.5 of a register of 32 bits',
    'HW057 register none has a count of 0',
    'HW057 at of register odd is 0x41, no multiple of 4 bytes',
    'HW057 stride of register tight is 0x2, no multiple of 4 bytes',
    'HW058 register empty has no fields',
    'HW058 field taken.read_word has the name of a method of the generated classes',
    "HW058 register not-one: 'not-one' is no name",
  ]);
  assert.equal(wrong({}), ['HW057 a map without registers']);
  assert.equal(wrong({ one }, '2nd'), ["HW058 the map: '2nd' is no name"]);
});

places('names that are one in software are an error, others are not', () => {
  assert.equal(wrong({ irqStatus: one, irq_status: one }), [
    'HW058 register irq_status and register irqStatus are both irq_status_offset in software',
  ]);
  assert.equal(wrong({ irq: register({ status: field }), irq_status: one }), []);
});

places('a value after reset has to be one of the type', () => {
  const make: readonly (() => Field)[] = [
    () => rw(u8, { reset: 256 }),
    () => constant(u32, -1),
    () => rw(uint(4), { reset: 16n }),
  ];
  for (const each of make) assert.throws(each, /HW010/);
});

places('a type with bits that stand for no value is an error', () => {
  const type = fixedRange(2, 0n, 9n);
  assert.match(
    wrong({ gain: register({ value: rw(type), go: pulse(bool) }) })[0]!,
    /^HW056 .* bits that stand for no value/,
  );
});

places.run();
