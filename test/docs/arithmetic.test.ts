import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the guide to arithmetic does what it says', () => runDocument('arithmetic'));

test.run();
