import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the page on maps does what it says', () => runDocument('engines/maps'));

test.run();
