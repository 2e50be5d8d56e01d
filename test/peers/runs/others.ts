import { simulate } from '../../../backend-sim/index.js';
import { axiMemory, gridSample, heatmaps, shiftWarp } from '../../../stdlib-engines/index.js';
import { reciprocalDivider } from '../../../stdlib-engines/maps/reciprocal.js';
import { softmaxEngine } from '../../../stdlib-engines/maps/softmax.js';
import { stoppable } from '../../stdlib-engines/axi/stoppable.js';
import { list } from '../../stdlib-engines/maps/command.js';
import { recorded } from '../recorder.js';
import type { Bench } from '../verilator.js';
import { type Runs, randomly, streamed, sum } from './record.js';

/** Engines that stand alone, and what brings a bus to rest. */
export function otherRuns(seed = 4): Runs {
  const { next, pixels } = randomly(seed);
  const packets = [2, 8, 3, 1, 5, 8, 7, 2];
  const logits = packets.flatMap((n, i) => list(n, () => next(-4000 * i - 1, 4000 * i)));
  const sums = [0, 1, 2 ** 14, 2 ** 15, 65 * 2 ** 15, 2 ** 23 - 1, ...list(40, () => next(2 ** 14, 2 ** 21))];
  const place = () => next(0, 256 * 5);
  const keypoints = list(8, i => ({
    ...{ sourceX: place(), sourceY: place(), drivingX: place(), drivingY: place() },
    unit: i % 2 ? next(500, 8000) : next(1, 65535),
  }));
  const shift = list(8, i => ({ x: next(-300 * i, 300 * i), y: next(-300 * i, 300 * i) }));
  const grids = (['aligned', 'unaligned', 'shift'] as const).map(kind => [`gridSample ${kind}`, sampled(kind, seed)]);
  return {
    axiQuiesce: quiesced(seed),
    softmaxEngine: streamed(softmaxEngine({ channels: 8 }), {
      ...{ feed: { logits }, last: { logits: ends(packets) }, expect: { shares: logits.length } },
    }),
    reciprocalDivider: streamed(reciprocalDivider(), { feed: { sum: sums }, expect: { inverse: sums.length } }),
    ...Object.fromEntries(grids),
    shiftWarp: streamed(shiftWarp({ rows: 5, columns: 6, channels: 2 }), {
      ...{ feed: { shift, source: pixels(8 * 30, 2) }, expect: { result: 8 * 30 } },
    }),
    heatmaps: streamed(heatmaps({ rows: 6, columns: 5 }), { feed: { keypoints }, expect: { heat: 8 * 30 } }),
  };
}

/** The marks of the last elements of packets. */
const ends = (sizes: readonly number[]): boolean[] => sizes.flatMap(n => list(n, i => i === n - 1));

/** Bursts of both directions, while the bus comes to rest again and again. */
function quiesced(seed: number): Bench {
  const { next, pixels } = randomly(seed);
  const sim = simulate(stoppable({ outstanding: 2 }), { history: 0 });
  const bench = recorded(sim);
  axiMemory(sim, 'm_axi', { latency: [1, 30], rate: 0.7, stall: 0.1, seed });
  sim.attach({ before() {}, after: () => sim.poke('stop', sim.cycle % 90 > 60) });
  const commands = list(8, () => ({ address: next(0, 0x3fff), bytes: next(0, 300) }));
  const beats = commands.map(({ bytes }) => Math.ceil(bytes / 8));
  const words = pixels(
    sum(beats, n => n),
    8,
  ).map(word => word.map(byte => byte & 255));
  sim.transfer(
    { reads: commands, writes: commands, words },
    {
      expect: { read_results: commands.length, write_results: commands.length },
      last: { words: ends(beats) },
    },
  );
  return bench;
}

/** Maps one after the other, each looked at in places of its own. */
function sampled(coordinates: 'aligned' | 'unaligned' | 'shift', seed: number): Bench {
  const { next, pixels } = randomly(seed);
  const [far, looks] = coordinates === 'shift' ? [1000, [30, 30, 30]] : [40000, [30, 7, 1]];
  const grid = list(
    sum(looks, n => n),
    () => ({ x: next(-far, far), y: next(-far, far) }),
  );
  return streamed(gridSample({ rows: 5, columns: 6, channels: 2, coordinates }), {
    ...{ feed: { picture: pixels(90, 2), grid }, last: { grid: ends(looks) }, expect: { samples: grid.length } },
  });
}
