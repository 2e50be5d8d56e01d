import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the guide to streams does what it says', () => runDocument('streams'));

test('and so do the waves', () => runDocument('streams/timing'));

test.run();
