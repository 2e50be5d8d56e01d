import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Diagnostic, format, HardwareError } from '../../../dsl/error/index.js';
import type { Frame } from '../../../dsl/ir/index.js';

const formatting = suite('formatting of errors');

const cwd = mkdtempSync(join(tmpdir(), 'format-'));
formatting.after(() => rmSync(cwd, { recursive: true }));

const source = (name: string, ...lines: string[]): string => {
  const file = join(cwd, name);
  writeFileSync(file, lines.join('\n'));
  return file;
};

const at = (file: string, line: number, column: number): Frame => ({ file, line, column });

const error = (frames: readonly Frame[], more: Partial<Diagnostic> = {}): Diagnostic => ({
  code: 'HW014',
  message: 'SInt<22> where SInt<20> is needed',
  spans: [{ loc: { frames }, note: 'acc is SInt<20>' }],
  help: 'sum.sat(20)',
  ...more,
});

/** The lines between the title and the help. */
const middle = (diagnostic: Diagnostic): string[] => format([diagnostic], { cwd }).split('\n').slice(1, -1);

formatting('a call of set points at what it assigns to', () => {
  const file = source('set.ts', '', '    io.ys.at(2).set(sum);', '    acc[i].set(sum);', '    set(sum);');
  assert.equal(middle(error([at(file, 2, 17)])), [
    '  set.ts:2:5    io.ys.at(2).set(sum);',
    '                ^^^^^^^^^^^ acc is SInt<20>',
  ]);
  assert.equal(middle(error([at(file, 3, 12)]))[1], '                ^^^^^^ acc is SInt<20>');
  assert.equal(middle(error([at(file, 4, 5)]))[1], '                ^^^ acc is SInt<20>');
});

formatting('tabs count as one column, and long lines are cut around what is meant', () => {
  const file = source('long.ts', '\t\tx\t.add(y);', `${'a'.repeat(120)}.add(${'b'.repeat(200)});`);
  assert.equal(middle(error([at(file, 1, 6)])), [
    '  long.ts:1:6    x .add(y);',
    '                    ^^^ acc is SInt<20>',
  ]);
  const [text, carets] = middle(error([at(file, 2, 122)]));
  assert.ok(text!.length < 130 && text!.includes('...') && text!.trimEnd().endsWith('...'));
  assert.is(text!.slice(carets!.indexOf('^'), carets!.lastIndexOf('^') + 1), 'add');
});

formatting('a source that cannot be read still has its place', () => {
  assert.equal(middle(error([at('/nowhere/conv.ts', 42, 9)])), ['  /nowhere/conv.ts:42:9    acc is SInt<20>']);
  const file = source('short.ts', 'x');
  assert.equal(middle(error([at(file, 7, 1)])), ['  short.ts:7:1    acc is SInt<20>']);
});

formatting('without a place the note stands alone', () => {
  assert.equal(middle({ ...error([]), spans: [{ loc: undefined, note: 'somewhere' }] }), ['  somewhere']);
});

formatting('callbacks that enclose the line are left out, helpers and callers are told', () => {
  const file = source('conv.ts', 'a', 'b', 'c', 'd', 'e', 'f');
  const home = at(file, 6, 1);
  const caller = at(join(cwd, 'decoder.ts'), 88, 3);
  const frames = [at(file, 1, 1), at(file, 4, 1), at(file, 3, 1), home, caller];
  const where = { frames: [home, caller] };
  assert.is(
    middle(error(frames, { module: 'conv3x3', where })).at(-1),
    '  in conv3x3 (conv.ts:6), through conv.ts:4, called from decoder.ts:88',
  );
  assert.is(
    middle(error(frames, { module: 'conv3x3' })).at(-1),
    '  in conv3x3, called from conv.ts:4, conv.ts:3, conv.ts:6',
  );
});

formatting('several errors are counted', () => {
  const text = format([error([]), error([], { code: 'HW020' })], { cwd });
  assert.match(text, /^error HW014: width mismatch: SInt<22>/);
  assert.match(text, /\n\nerror HW020: not driven: /);
  assert.match(text, /\n\n2 errors$/);
});

formatting('colour only when it is asked for', () => {
  const esc = '\u001b';
  assert.not(format([error([])], { cwd }).includes(esc));
  const coloured = format([error([])], { cwd, color: true });
  assert.ok(coloured.includes(`${esc}[31m`));
  assert.is(coloured.replaceAll(new RegExp(`${esc}\\[\\d+m`, 'g'), ''), format([error([])], { cwd }));
});

formatting('the error holds the same text, and no stack of the library', () => {
  const thrown = new HardwareError([error([])]);
  assert.is(thrown.message, format([error([])]));
  assert.is(thrown.name, 'HardwareError');
  assert.not.match(thrown.stack ?? '', /\n\s+at /);
  assert.equal(Object.keys(thrown), ['name']);
});

formatting.run();
