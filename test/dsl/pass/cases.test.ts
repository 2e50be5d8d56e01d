import { readdirSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDesign, printDesign } from '../../../dsl/ir/text/index.js';
import { transforms, verify } from '../../../dsl/pass/index.js';
import { golden } from '../../golden.js';

/** `cases/<pass>-<what>.txt` is a design; `test/golden/pass/` holds what the pass of that name makes of it. */
const cases = suite('passes, text in and text out');
const folder = new URL('./cases/', import.meta.url);

for (const file of readdirSync(folder).sort()) {
  cases(file.replace('.txt', ''), () => {
    const pass = transforms.find(({ name }) => file.startsWith(name))!;
    const before = parseDesign(readFileSync(new URL(file, folder), 'utf8'));
    assert.equal(verify.check(before), []);
    const after = pass.run(before);
    assert.equal(verify.check(after), []);
    golden(`pass/${file}`, printDesign(after));
  });
}

cases.run();
