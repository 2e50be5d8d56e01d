import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { allExamples } from './all.js';

const examples = suite('examples');
const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

for (const { name, circuit } of await allExamples()) {
  examples(`${name} builds and runs as it stands`, () => {
    const sim = simulate(circuit, { engine: 'interpreter' });
    sim.reset();
    sim.step(5);
    assert.is(sim.cycle, 6);
  });
  examples(`${name} says what it shows, in a page or less`, () => {
    const text = read(`examples/${name}.ts`);
    assert.ok(text.startsWith('/**'), 'it begins with a comment');
    assert.ok(text.split('\n').length <= 151, `${text.split('\n').length} lines`);
    assert.ok(read('docs/examples.md').includes(`(../examples/${name}.ts)`), 'docs/examples.md links to it');
  });
}

examples.run();
