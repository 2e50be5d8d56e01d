import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the definition of the integer decoder computes what it says', () => runDocument('codec/integers'));

test.run();
