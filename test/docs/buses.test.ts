import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the guide to buses does what it says', () => runDocument('buses'));

test.run();
