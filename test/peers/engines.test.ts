import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { moduleOf } from '../../dsl/ir/index.js';
import { engineRuns } from './engine-runs.js';
import { sameSteps } from './lock-step.js';
import type { Bench } from './verilator.js';

/** Every engine of the library, through the cycles of a run of its own bench, which the peers go through once more. */
const engines = suite('peers/engines');
const runs = engineRuns();

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

for (const [name, run] of Object.entries(runs))
  engines(`${name}: something passes every port`, () => {
    assert.equal(idle(run), []);
  });

sameSteps(engines, runs);
engines.run();
