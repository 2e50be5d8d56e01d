import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the guide to kernels does what it says', () => runDocument('kernels'));

test.run();
