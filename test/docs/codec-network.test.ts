import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the page on the network does what it says', () => runDocument('codec/network'));

test.run();
