import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the page about encoding and decoding does what it says', () => runDocument('codec/coding'));

test.run();
