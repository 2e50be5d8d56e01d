import { test } from 'uvu';
import { runDocument } from './doc.js';

test('docs/codec/bitstream.md runs, and shows what it says', () => runDocument('codec/bitstream'));

test.run();
