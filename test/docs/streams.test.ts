import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the guide to streams does what it says', () => runDocument('streams'));

test.run();
