import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the page about drawn clips does what it says', () => runDocument('codec/clips'));

test.run();
