import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { captureLoc } from '../../../dsl/error/capture.js';
import { framesOf } from '../../../dsl/error/frames.js';

function place() {
  return captureLoc();
}

test('the first frame is the line that the user wrote', () => {
  const loc = place();
  const frame = loc.frames[0]!;
  assert.match(frame.file, /test.dsl.error.capture\.test\.ts$/);
  assert.is(frame.line, 7);
  assert.is(frame.column, 10);
  assert.is(frame.fn, 'place');
  assert.is(loc.frames[1]!.line, 11);
  assert.is(loc.frames, loc.frames);
});

test('the stack depth and the formatter of the host stay as they were', () => {
  const limit = Error.stackTraceLimit;
  const prepare = Error.prepareStackTrace;
  place().frames;
  assert.is(Error.stackTraceLimit, limit);
  assert.is(Error.prepareStackTrace, prepare);
  assert.type(new Error('x').stack, 'string');
});

const site = (file: string | null, line = 1, fn: string | null = null) => ({
  getFileName: () => file as string,
  getLineNumber: () => line,
  getColumnNumber: () => 3,
  getFunctionName: () => fn,
});

const root = new URL('../../../', import.meta.url);
const inside = (path: string) => new URL(path, root).href;

test('frames of the library, of node and of packages below the program are left out', () => {
  const frames = framesOf([
    site(inside('dsl/signal/add.ts')),
    site('/home/me/conv.ts', 42, 'conv'),
    site(inside('stdlib-engines/fifo.ts')),
    site('node:internal/main', 1),
    site('file:///home/me/decoder.ts?v=3', 88),
    site(null),
    site('/home/me/node_modules/runner/index.js', 5),
  ]);
  assert.equal(frames, [
    { file: '/home/me/conv.ts', line: 42, column: 3, fn: 'conv' },
    { file: '/home/me/decoder.ts', line: 88, column: 3 },
  ]);
});

test('examples and tests are users of the library', () => {
  assert.is(framesOf([site(inside('dsl/a.ts')), site(inside('examples/uart.ts'), 7)])[0]!.line, 7);
});

test('no place is better than one within the library', () => {
  assert.equal(framesOf([site(inside('dsl/a.ts'), 9)]), []);
});

test.run();
