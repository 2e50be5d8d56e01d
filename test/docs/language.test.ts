import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the language guide does what it says', () => runDocument('language'));

test.run();
