import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the page about decoding on the accelerator does what it says', () => runDocument('accelerator/decoding'));

test.run();
