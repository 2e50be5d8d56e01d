import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { samplingEngine } from '../../../stdlib-engines/sampling/engine.js';
import { pour, weathers } from '../../dsl/stream/rig.js';
import { commandOf, type SamplingCommand, scenes } from './commands.js';

/** `warp` and `motion` as the integer model has them, bit for bit, however both sides stall. */
const engine = suite('the sampling engine');

for (const [rows, busBits] of [
  [8, 32],
  [8, 64],
  [16, 64],
] as const) {
  const circuit = samplingEngine({ config: acceleratorConfig(rows, rows, { busBits, samplePixels: 64 }) });
  engine(`${rows} channels, ${busBits} bits: what the integer model gives, one command after the other`, () => {
    const property = fc.property(fc.array(scenes(16), { minLength: 1, maxLength: 4 }), weathers, (all, weather) => {
      const commands = all.map(scene => commandOf(scene, rows));
      const feed = {
        command: commands.map(({ command }) => command),
        source: together(commands, 'source'),
        second: together(commands, 'second'),
      };
      const result = together(commands, 'result');
      assert.equal(pour(circuit, feed, { result: result.length }, weather).data.result, result);
    });
    fc.assert(property, { seed: 6, numRuns: 16 });
  });
}

const together = (commands: readonly SamplingCommand[], what: 'source' | 'second' | 'result') =>
  commands.flatMap(command => command[what]);

engine.run();
