import fc from 'fast-check';
import { suite } from 'uvu';
import { compileNetwork } from '../../../codec/compiler/compile.js';
import type { CompiledGraph } from '../../../codec/compiler/image.js';
import { runInteger } from '../../../codec/integer/run.js';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { seeds } from '../integer/arbitrary.js';
import { randomInputs, randomNetwork } from './random-network.js';
import { agree } from './run.js';

const random = suite('compiling random networks');

const arrays = fc.constantFrom([8, 8] as const, [8, 16] as const, [16, 16] as const, [16, 32] as const);

/** Memories so small that tiles are small, and that blocks of channels are loaded again and again. */
const memories = fc.constantFrom(
  {},
  { accumulators: 64, tileWords: 1024, outWords: 512, skipWords: 256 },
  { accumulators: 24, tileWords: 400, outWords: 256, skipWords: 64, weightRows: 40, queue: 2 },
);

random('every tensor is that of the integer model, or every output where tensors are written over', () => {
  const property = fc.property(
    seeds,
    arrays,
    memories,
    fc.integer({ min: 1, max: 3 }),
    fc.boolean(),
    (seed, [rows, columns], sizes, batch, keep) => {
      const network = randomNetwork(seed);
      const config = acceleratorConfig(rows, columns, sizes);
      const compiled = compileNetwork(network, config, { batch, keep });
      const { picture, frames } = randomInputs(network, seed, batch);
      const look = ({ tensors, outputs }: CompiledGraph) => (keep ? tensors : outputs);
      const work = new Uint8Array(compiled.workBytes);
      agree(compiled, compiled.source, network.source, work, [{ picture }], look(compiled.source));
      const features = runInteger(network.source, { picture });
      agree(
        compiled,
        compiled.frame,
        network.frame,
        work,
        frames.map(points => ({ ...features, ...points })),
        look(compiled.frame),
      );
    },
  );
  fc.assert(property, { seed: 1, numRuns: Number(process.env.GRACE_RUNS ?? 25) });
});

random.run();
