import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the page about quantization does what it says', () => runDocument('codec/quantization'));

test.run();
