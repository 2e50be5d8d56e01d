import { type Simulator, simulate } from '../../../backend-sim/index.js';
import type { AcceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { faults } from '../../../stdlib-engines/accelerator/fault.js';
import { convolutionEngine } from '../../../stdlib-engines/convolution/engine.js';
import { jobOf, type Layer, run } from '../../stdlib-engines/convolution/bench.js';
import { layersFor } from '../../stdlib-engines/convolution/layers.js';
import { loads, stores } from '../../stdlib-engines/dma/arbitrary.js';
import { regions, runLoads, runStores, runWeights, type World } from '../../stdlib-engines/dma/bench.js';
import { carryOut } from '../../stdlib-engines/maps/bench.js';
import { anyCase } from '../../stdlib-engines/maps/cases.js';
import { recorded } from '../recorder.js';
import type { Bench } from '../verilator.js';
import { type Runs, randomly, sum, watched } from './record.js';

/** The units of an accelerator: random commands, those that are faults, and a memory that is slow and fails at a place. */
export function unitRuns(config: AcceleratorConfig, seed = 4): Runs {
  const { draw } = randomly(seed);
  const errors = [{ from: regions.work.base + 0x200, bytes: 64 }];
  const world: World = { latency: [1, 30], rate: 0.8, stall: 0.1, pause: 0.3, seed, errors };
  return {
    convolutionEngine: convolutions(config, seed),
    loadUnit: watched(watch => {
      const boxes = draw(loads(config), 12).map(load => ({ load }));
      const table = { address: 64, region: 0, first: 0, count: config.tableRows };
      const wrong = { load: { ...boxes[0]!.load, region: 3 } };
      runLoads(config, [{ table }, ...boxes, wrong, ...boxes.slice(0, 2)], { ...world, watch });
    }),
    weightsUnit: watched(watch => {
      const rows = [3, 40, 160, 16, 1, 60, 120];
      const { rows: block, columns } = config;
      const command = rows.map((count, i) => ({ region: i % 2, address: 25 * block * i, bytes: columns * count }));
      const wrong = { region: 1, address: 4, bytes: columns };
      runWeights(config, [...command, wrong, command[1]!], sum(rows, count => count) + 40, { ...world, watch });
    }),
    storeUnit: watched(watch => {
      const boxes = draw(stores(config), 12);
      runStores(config, [...boxes, { ...boxes[0]!, images: 0 }, ...boxes.slice(0, 2)], { ...world, watch });
    }),
    mapUnit: watched(watch => {
      const jobs = draw(anyCase(config.rows), 14).map(({ job }) => job);
      const wrong = { ...jobs[0]!, wrong: { sourceRegion: 2 } };
      carryOut(config, [...jobs, wrong, jobs[1]!], { latency: [1, 20], stall: 0.1 }, { stall: 0.2, seed, watch });
    }),
  };
}

/** A layer of every mode, each followed by a command that is none. */
function convolutions(config: AcceleratorConfig, seed: number): Bench {
  const sim = simulate(convolutionEngine({ config }), { history: 0 }) as Simulator;
  const bench = recorded(sim);
  const modes = new Map<string, Layer>();
  for (const layer of randomly(seed).draw(layersFor(config.columns), 100)) {
    const small = layer.kernel < 5 && layer.rows * layer.columns <= 16;
    const name = `${layer.mode} ${layer.wide}`;
    if (small && !modes.has(name)) modes.set(name, layer);
  }
  for (const layer of modes.values()) {
    const job = jobOf([layer], config);
    run(sim, job, { source: 0.2, sink: 0.3, seed });
    const { codes } = run(sim, { ...job, conv: [{ ...job.conv[0]!, stride: 3 }], epilogue: [], weights: [] });
    if (codes[0] !== faults.field) throw new Error('a stride of 3 was taken');
  }
  return bench;
}
