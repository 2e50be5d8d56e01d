import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  decode,
  type Instruction,
  ProgramError,
  readProgram,
} from '../../../../stdlib-engines/accelerator/isa/decode.js';
import { encode, program, semaphores } from '../../../../stdlib-engines/accelerator/isa/encode.js';
import type { Fields } from '../../../../stdlib-engines/accelerator/isa/field.js';
import { end, formats, header, load, weights } from '../../../../stdlib-engines/accelerator/isa/formats.js';
import { instructions } from './arbitrary.js';

const isa = suite('instructions as bytes');
const check = { seed: 1, numRuns: 300 };

const bytesOf = ({ format, fields, wait, signal }: Instruction): Uint8Array => encode(format, fields, { wait, signal });

isa('fields of an instruction do not overlap, and hold 32 bits at most', () => {
  assert.is(new Set(formats.map(({ opcode }) => opcode)).size, formats.length);
  for (const { name, fields } of formats) {
    const taken = new Set<number>();
    for (const [field, { word, bit, bits }] of Object.entries<Fields[string]>({ ...header, ...fields })) {
      assert.ok(bits <= 32 && word < 8, `${name}.${field}`);
      for (let b = 0; b < bits; b++) {
        assert.not.ok(taken.has(64 * word + bit + b), `${name}.${field}`);
        taken.add(64 * word + bit + b);
      }
    }
  }
});

isa('what is encoded is decoded', () => {
  const property = fc.property(instructions, instruction => assert.equal(decode(bytesOf(instruction)), instruction));
  fc.assert(property, check);
});

isa('a program is read as it was written, from anywhere in a buffer', () => {
  const property = fc.property(fc.array(instructions, { maxLength: 10 }), fc.integer({ min: 0, max: 9 }), (all, at) => {
    const bytes = program(all.map(bytesOf));
    const longer = new Uint8Array(at + bytes.length);
    longer.set(bytes, at);
    assert.equal(readProgram(longer.subarray(at)), all);
  });
  fc.assert(property, { ...check, numRuns: 50 });
});

isa('bytes stand where the table says', () => {
  const bytes = encode(load, { address: 0x12345678, region: 1, affine: 1, padLeft: 3 }, { wait: semaphores(0, 8) });
  assert.equal([...bytes.subarray(0, 13)], [1, 0, 0, 0, 1, 1, 0, 0, 0x78, 0x56, 0x34, 0x12, 0b1001]);
  assert.is(bytes[4 * 8 + 4], 3);
});

isa('a number that does not fit, and a field that is none, are refused', () => {
  assert.throws(
    () => encode(weights, { bytes: 2 ** 32 }),
    'bytes of weights is 4294967296, and its 32 bits hold 0 to 4294967295',
  );
  assert.throws(() => encode(weights, { region: 0.5 }), /region of weights is 0.5/);
  assert.throws(() => encode(weights, { bytes: -1 }), /bytes of weights is -1/);
  assert.throws(
    () => encode(weights, { rows: 1 } as object),
    'weights has no field rows: it has address, region, bytes',
  );
  assert.throws(() => encode(weights, { toString: 1 } as object), /no field toString/);
  assert.throws(() => encode(end, {}, { wait: 65536 }), /wait of end is 65536/);
});

isa('what is no program is refused', () => {
  const good = program([encode(weights, {}), encode(end, {})]);
  const refused = (bytes: Uint8Array, fault: string, instruction?: number): void => {
    try {
      readProgram(bytes);
    } catch (error) {
      assert.instance(error, ProgramError);
      const thrown = error as ProgramError;
      assert.equal([thrown.fault, thrown.instruction], [fault, instruction]);
      return;
    }
    assert.unreachable();
  };
  const changed = (at: number, byte: number): Uint8Array => {
    const bytes = good.slice();
    bytes[at] = byte;
    return bytes;
  };
  refused(new Uint8Array(0), 'magic');
  refused(good.subarray(0, 63), 'magic');
  refused(changed(0, 0), 'magic');
  refused(changed(4, 2), 'magic');
  refused(changed(8, 3), 'address');
  refused(changed(128, 99), 'opcode', 1);
  refused(good.subarray(0, 191), 'address');
});

isa.run();
