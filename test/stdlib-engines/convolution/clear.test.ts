import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Simulator, simulate } from '../../../backend-sim/index.js';
import {
  bool,
  bundle,
  cleared,
  i8,
  input,
  module,
  type Stream,
  streamIn,
  streamOut,
  u16,
  uint,
  vec,
} from '../../../dsl/index.js';
import { type AcceleratorConfig, acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { commandType } from '../../../stdlib-engines/accelerator/isa/field.js';
import { conv, epilogue } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { convolutionEngine } from '../../../stdlib-engines/convolution/engine.js';
import { expected, jobOf, type Layer, run } from './bench.js';

const test = suite('a convolution engine that is cleared');

/** The engine behind fifos for its commands, all of which a signal clears. */
const clearable = module(
  'clearable',
  ({ config: { rows, columns } }: { config: AcceleratorConfig }) => ({
    clear: input(bool),
    conv: streamIn(commandType(conv)),
    conv_done: streamOut(uint(4)),
    epilogue: streamIn(commandType(epilogue)),
    epilogue_done: streamOut(uint(4)),
    weights: streamIn(vec(i8, columns)),
    tile_write: streamIn(bundle({ address: u16, data: vec(i8, rows) })),
    skip_write: streamIn(bundle({ address: u16, data: vec(i8, rows) })),
    out_read: streamIn(u16),
    out_data: streamOut(vec(i8, rows)),
  }),
  (io, { config }) =>
    cleared(io.clear, () => {
      const engine = convolutionEngine({ config });
      io.conv.fifo(4).into(engine.conv);
      io.epilogue.fifo(4).into(engine.epilogue);
      for (const name of ['weights', 'tile_write', 'skip_write', 'out_read'] as const)
        (io[name] as Stream).into(engine[name] as never);
      for (const name of ['conv_done', 'epilogue_done', 'out_data'] as const)
        (engine[name] as Stream).into(io[name] as never);
    }),
);

test('works anew, wherever it was', () => {
  const config = acceleratorConfig(8);
  const sim = simulate(clearable({ config }), { randomizeState: true }) as Simulator;
  const layer: Layer = {
    ...{ images: 1, inputs: 13, outputs: 8, kernel: 3, stride: 1, rows: 4, columns: 6, mode: 'add' },
    ...{ wide: false, chunk: 1, slack: 1, seed: 3 },
  };
  const job = jobOf([layer, { ...layer, mode: 'pool', seed: 4 }], config);
  for (const rows of [0, 5, 13, 90, 98, 230, job.weights.length])
    for (const cycles of [0, 1, 20, 60]) {
      const begun = { conv: job.conv, epilogue: job.epilogue, weights: job.weights.slice(0, rows) };
      sim.transfer(begun as never, { expect: {} });
      // Nobody holds an end back that would fall by being cleared.
      const taken = (ready: boolean) => {
        for (const name of ['conv_done', 'epilogue_done']) sim.poke(`${name}_ready`, ready);
      };
      taken(true);
      sim.step(cycles);
      sim.poke('clear', true);
      sim.step();
      sim.poke('clear', false);
      taken(false);
      const { words } = run(sim, job);
      assert.equal(words, expected(job, words), `cleared after ${rows} rows of weights and ${cycles} cycles`);
    }
});

test.run();
