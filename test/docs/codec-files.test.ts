import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the page about weights and pictures does what it says', () => runDocument('codec/files'));

test.run();
