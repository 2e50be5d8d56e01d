import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Circuit, designOf, moduleOf } from '../../dsl/ir/index.js';
import { accelerator } from '../../stdlib-engines/accelerator/accelerator.js';
import { acceleratorConfig } from '../../stdlib-engines/accelerator/config.js';
import { zoo } from '../dsl/stream/zoo.js';
import { sameSteps } from './lock-step.js';
import { engineRuns } from './runs/engines.js';
import { otherRuns } from './runs/others.js';
import type { Runs } from './runs/record.js';
import { unitRuns } from './runs/units.js';
import type { Bench } from './verilator.js';

/** Every engine of the library, through the cycles of a run of its own bench, which the peers go through once more. */
const engines = suite('peers/engines');

const sizes = {
  ...{ tileWords: 1024, skipWords: 256, outWords: 512, accumulators: 64, weightRows: 64, tableRows: 8 },
  ...{ samplePixels: 256, lineWords: 32, motions: 17, taps: 15, outstanding: 4 },
};
const small = acceleratorConfig(8, 8, sizes);
const other = unitRuns(acceleratorConfig(8, 16, { ...sizes, busBits: 32 }));
const runs: Runs = {
  ...unitRuns(small),
  ...engineRuns(small),
  ...otherRuns(),
  ...Object.fromEntries(Object.entries(other).map(([name, run]) => [`${name}, 16 columns and a bus of 32 bits`, run])),
};

/** Streams and buses at the border on which nothing was ever transferred. */
function idle({ design, vectors }: Bench): string[] {
  const { streams, ports } = moduleOf(design, design.top);
  return streams
    .filter(({ dir }) => dir !== 'inner')
    .map(({ name }) => name)
    .filter(name => {
      const [valid, ready] = ['valid', 'ready'].map(
        end => ports.find(port => port.name === `${name}_${end}` || port.name === `${name}${end}`)!.name,
      ) as [string, string];
      return !vectors.some(({ inputs, outputs }) => {
        const pins = { ...inputs, ...outputs };
        return pins[valid] === 1n && pins[ready] === 1n;
      });
    });
}

/** The names that modules of the library are declared with, by file. */
function declared(): string[] {
  const library = fileURLToPath(new URL('../../stdlib-engines/', import.meta.url));
  return readdirSync(library, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .flatMap(file => {
      const found = readFileSync(`${library}${file}`, 'utf8').matchAll(/^export const \w+ = module\(\s*'(\w+)'/gm);
      return [...found].map(([, name]) => name!);
    });
}

engines('every module of the library is in lock step: here, among the streams, or within the accelerator', () => {
  const accelerators = accelerator({ config: small }) as Circuit;
  const others = [...Object.values<Circuit>(zoo), accelerators].map(circuit => circuit[designOf]);
  const designs = [...Object.values(runs).map(({ design }) => design), ...others];
  const covered = new Set(designs.flatMap(({ modules }) => modules.map(({ name }) => name)));
  const names = declared();
  assert.ok(names.includes('convolutionEngine'));
  assert.equal(
    names.filter(name => !covered.has(name)),
    [],
  );
});

for (const [name, run] of Object.entries(runs))
  engines(`${name}: something passes every port`, () => {
    assert.equal(idle(run), []);
  });

sameSteps(engines, runs);
engines.run();
