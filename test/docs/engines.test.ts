import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the table of engines does what it says', () => runDocument('engines/README'));

test.run();
