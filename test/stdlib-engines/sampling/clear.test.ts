import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { simulate } from '../../../backend-sim/index.js';
import { bool, cleared, i8, input, module, streamIn, streamOut, u8, vec } from '../../../dsl/index.js';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { commandType } from '../../../stdlib-engines/accelerator/isa/field.js';
import { map } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { samplingEngine } from '../../../stdlib-engines/sampling/engine.js';
import { commandOf, type SamplingCommand } from './commands.js';

/** A command that is cut off anywhere leaves nothing behind: what a fault of another unit does to this one. */
const clear = suite('the sampling engine, cleared');

const config = acceleratorConfig(8, 8, { busBits: 32, samplePixels: 64 });
const clearable = module(
  'clearable',
  () => ({
    clear: input(bool),
    command: streamIn(commandType(map)),
    source: streamIn(vec(i8, 8)),
    second: streamIn(vec(u8, 8)),
    result: streamOut(vec(i8, 8)),
  }),
  io => {
    const engine = cleared(io.clear, () => samplingEngine({ config }));
    io.command.into(engine.command);
    io.source.into(engine.source);
    io.second.into(engine.second);
    engine.result.into(io.result);
  },
);

clear('while it fills, while it looks, and with words that nobody takes', () => {
  const circuit = clearable();
  // Pixels of the block, elements of the second operand and results until the end; cycles that pass then.
  for (const first of ['warp', 'motion'] as const)
    for (const then of ['warp', 'motion'] as const)
      for (const [held, taken, results, cycles] of [
        [7, first === 'warp' ? 0 : 3, 0, 5],
        [25, 8, 0, 3],
        [25, 8, 2, 12],
        [25, 8, 5, 200],
      ] as const) {
        const cut = commandOf({ kind: first, rows: 5, columns: 5, seed: results }, 8);
        const whole = commandOf({ kind: then, rows: 4, columns: 7, seed: results + 9 }, 8);
        // An offer at the port may be taken back here, where nobody but the engine is cleared.
        const sim = simulate(circuit, { randomizeState: true, seed: 3, monitor: false });
        const run = ({ command, source, second }: SamplingCommand, expected: number) =>
          sim.transfer({ command: [command], source, second } as never, { expect: { result: expected } });
        sim.poke('clear', false);
        run({ ...cut, source: cut.source.slice(0, held), second: cut.second.slice(0, taken) }, results);
        sim.step(cycles);
        sim.poke('clear', true);
        sim.step();
        sim.poke('clear', false);
        assert.equal(run(whole, whole.result.length).data.result, whole.result, `${first}, then ${then}`);
      }
});

clear.run();
