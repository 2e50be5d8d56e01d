import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assemble, disassemble } from '../../../../stdlib-engines/accelerator/isa/assembler.js';
import { encode, program, semaphores } from '../../../../stdlib-engines/accelerator/isa/encode.js';
import { end, epilogue, load, map } from '../../../../stdlib-engines/accelerator/isa/formats.js';
import { instructions } from './arbitrary.js';

const text = suite('programs as text');

text('a program is the same after it was text', () => {
  const property = fc.property(fc.array(instructions, { maxLength: 8 }), all => {
    const bytes = program(all.map(({ format, fields, wait, signal }) => encode(format, fields, { wait, signal })));
    assert.equal(assemble(disassemble(bytes)), bytes);
  });
  fc.assert(property, { seed: 1, numRuns: 300 });
});

text('names, comments and lists of semaphores', () => {
  const written = `
    # a layer
    load address=0x40 region=work images=1 blocks=2 rows=8 columns=8 signal=0,3   # its tile
    epilogue mode=pool rows=8 wait=15
    map operation=warp sourceRegion=work
    end
  `;
  const box = { address: 64, region: 1, images: 1, blocks: 2, rows: 8, columns: 8 };
  const expected = program([
    encode(load, box, { signal: semaphores(0, 3) }),
    encode(epilogue, { mode: 2, rows: 8 }, { wait: 0x8000 }),
    encode(map, { operation: 5, sourceRegion: 1 }),
    encode(end, {}),
  ]);
  assert.equal(assemble(written), expected);
  assert.is(
    disassemble(expected),
    [
      'load address=64 region=work images=1 blocks=2 rows=8 columns=8 signal=0,3',
      'epilogue mode=pool rows=8 wait=15',
      'map operation=warp sourceRegion=work',
      'end',
      '',
    ].join('\n'),
  );
});

text('a line that is no instruction is named', () => {
  const of = (line: string): string => {
    try {
      assemble(`end\n${line}`);
    } catch (error) {
      return (error as Error).message;
    }
    return 'nothing';
  };
  assert.is(
    of('jump'),
    'line 2: there is no instruction jump: there are load, table, weights, conv, epilogue, store, map, end',
  );
  assert.is(of('weights bytes'), 'line 2: bytes is not of the form field=value');
  assert.is(of('weights bytes=1 bytes=2'), 'line 2: bytes is there twice');
  assert.is(of('weights rows=1'), 'line 2: weights has no field rows: it has address, region, bytes');
  assert.is(of('weights region=9'), 'line 2: region of weights is 9, and its 2 bits hold 0 to 3');
  assert.is(of('weights bytes=many'), 'line 2: bytes is many, which is no number');
  assert.is(of('weights region=here'), 'line 2: region is here, which is no number and none of constants, work');
  assert.is(of('weights wait=16'), 'line 2: wait has 16 among its semaphores, which are 0 to 15');
  assert.is(of('weights wait=1,'), 'line 2: wait has nothing among its semaphores, which are 0 to 15');
});

text.run();
