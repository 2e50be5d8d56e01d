import { test } from 'uvu';
import { runDocument } from './doc.js';

test('the page on Verilog does what it says', () => runDocument('verilog'));

test.run();
