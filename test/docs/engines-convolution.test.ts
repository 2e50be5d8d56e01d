import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the page of the convolution engine does what it says', () => runDocument('engines/convolution'));

test.run();
