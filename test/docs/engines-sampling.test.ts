import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the page on sampling does what it says', () => runDocument('engines/sampling'));

test.run();
