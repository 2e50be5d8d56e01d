import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the page on moving data does what it says', () => runDocument('engines/dma'));

test.run();
