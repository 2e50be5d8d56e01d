import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the simulator guide does what it says', () => runDocument('simulator'));

test.run();
