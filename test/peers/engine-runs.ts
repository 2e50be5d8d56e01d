import fc from 'fast-check';
import { random, type Simulator, simulate } from '../../backend-sim/index.js';
import type { Circuit } from '../../dsl/index.js';
import { acceleratorConfig } from '../../stdlib-engines/accelerator/config.js';
import { faults } from '../../stdlib-engines/accelerator/fault.js';
import { convolutionEngine } from '../../stdlib-engines/convolution/engine.js';
import { axiMemory, gridSample, heatmaps, shiftWarp } from '../../stdlib-engines/index.js';
import { masksEngine } from '../../stdlib-engines/maps/masks.js';
import { reciprocalDivider } from '../../stdlib-engines/maps/reciprocal.js';
import { resizeEngine } from '../../stdlib-engines/maps/resize.js';
import { shrinkEngine } from '../../stdlib-engines/maps/shrink.js';
import { softmaxEngine } from '../../stdlib-engines/maps/softmax.js';
import { samplingEngine } from '../../stdlib-engines/sampling/engine.js';
import { stoppable } from '../stdlib-engines/axi/stoppable.js';
import { run as convolve, jobOf, type Layer } from '../stdlib-engines/convolution/bench.js';
import { layersFor } from '../stdlib-engines/convolution/layers.js';
import { loads, stores } from '../stdlib-engines/dma/arbitrary.js';
import { regions, runLoads, runStores, runWeights, type Watchable, type World } from '../stdlib-engines/dma/bench.js';
import { carryOut } from '../stdlib-engines/maps/bench.js';
import { anyCase } from '../stdlib-engines/maps/cases.js';
import { grouped, list, mapCommand } from '../stdlib-engines/maps/command.js';
import { logitBytes, maskCases, recordsOf } from '../stdlib-engines/maps/mask-cases.js';
import { resizeCases, resized } from '../stdlib-engines/maps/resize-cases.js';
import { shrinkCases, shrinkData } from '../stdlib-engines/maps/shrink-cases.js';
import { numbers } from '../stdlib-engines/quantized/ranges.js';
import { commandOf, scenes } from '../stdlib-engines/sampling/commands.js';
import { recorded } from './recorder.js';
import type { Bench } from './verilator.js';

/** Every engine at work, as small as it can be made: commands and data as its own tests give it, and stalls on all sides. */
export const engineRuns = (): Readonly<Record<string, Bench>> => ({
  convolutionEngine: convolutions(),
  loadUnit: watched(watch => {
    const boxes = draw(loads(config), 12).map(load => ({ load }));
    const table = { address: 64, region: 0, first: 0, count: config.tableRows };
    const wrong = { load: { ...boxes[0]!.load, region: 3 } };
    runLoads(config, [{ table }, ...boxes, wrong, ...boxes.slice(0, 2)], { ...world, watch });
  }),
  weightsUnit: watched(watch => {
    const rows = [3, 40, 160, 16, 1, 60, 120];
    const command = rows.map((count, i) => ({ region: i % 2, address: 200 * i, bytes: 8 * count }));
    const wrong = { region: 1, address: 4, bytes: 8 };
    runWeights(config, [...command, wrong, command[1]!], sum(rows, count => count) + 40, { ...world, watch });
  }),
  storeUnit: watched(watch => {
    const boxes = draw(stores(config), 12);
    runStores(config, [...boxes, { ...boxes[0]!, images: 0 }, ...boxes.slice(0, 2)], { ...world, watch });
  }),
  axiQuiesce: quiesced(),
  mapUnit: watched(watch => {
    const jobs = draw(anyCase(8), 14).map(({ job }) => job);
    const wrong = { ...jobs[0]!, wrong: { sourceRegion: 2 } };
    carryOut(config, [...jobs, wrong, jobs[1]!], { latency: [1, 20], stall: 0.1 }, { stall: 0.2, seed: 5, watch });
  }),
  samplingEngine: streamed(samplingEngine({ config }), () => {
    const commands = draw(scenes(16), 8).map(scene => commandOf(scene, 8));
    const all = (name: 'source' | 'second' | 'result') => commands.flatMap(each => each[name]);
    const feed = { command: commands.map(({ command }) => command), source: all('source'), second: all('second') };
    return { feed, expect: { result: all('result').length } };
  }),
  masksEngine: streamed(masksEngine({ config }), () => {
    const cases = draw(maskCases, 6);
    const command = cases.map(({ logits, points, spread, seed, stall, ...fields }) => mapCommand(fields));
    const second = cases.flatMap(({ points }) => grouped(recordsOf(points), 8, false));
    const source = cases.flatMap(({ logits }) => grouped(logitBytes(logits, 8), 8, true));
    return { feed: { command, second, source }, expect: { result: sum(cases, c => c.rows * c.columns) } };
  }),
  shrinkEngine: streamed(shrinkEngine({ config }), () => {
    const cases = draw(shrinkCases(16), 3);
    const data = cases.map(each => shrinkData(each, 8, false));
    const command = cases.map(each => mapCommand({ ...each, taps: each.taps.length }));
    const second = data.flatMap(each => grouped(each.second, 8, false));
    const source = data.flatMap(each => grouped(each.source, 8, true));
    return { feed: { command, second, source }, expect: { result: sum(data, each => each.result.length / 8) } };
  }),
  resizeEngine: streamed(resizeEngine({ config }), () => {
    const cases = draw(resizeCases, 4);
    const source = cases.flatMap(each => grouped(resized(each, 8).source, 8, true));
    const pixels = sum(cases, ({ outRows, outColumns }) => outRows * outColumns);
    return { feed: { command: cases.map(mapCommand), source }, expect: { result: pixels } };
  }),
  softmaxEngine: streamed(softmaxEngine({ channels: 8 }), () => {
    const sizes = [2, 8, 3, 1, 5, 8, 7, 2];
    const logits = list(
      sum(sizes, n => n),
      i => next(-2000 * (i % 5) - 1, 2000 * (i % 5)),
    );
    const last = sizes.flatMap(n => list(n, i => i === n - 1));
    return { feed: { logits }, last: { logits: last }, expect: { shares: logits.length } };
  }),
  reciprocalDivider: streamed(reciprocalDivider(), () => {
    const sums = [0, 1, 2 ** 14, 2 ** 15, 65 * 2 ** 15, 2 ** 23 - 1, ...list(40, () => next(2 ** 14, 2 ** 21))];
    return { feed: { sum: sums }, expect: { inverse: sums.length } };
  }),
  ...Object.fromEntries(
    (['aligned', 'unaligned', 'shift'] as const).map(kind => [`gridSample ${kind}`, sampled(kind)]),
  ),
  shiftWarp: streamed(shiftWarp({ rows: 5, columns: 6, channels: 2 }), () => {
    const shift = list(8, i => ({ x: next(-300 * i, 300 * i), y: next(-300 * i, 300 * i) }));
    return { feed: { shift, source: pixels(8 * 30, 2) }, expect: { result: 8 * 30 } };
  }),
  heatmaps: streamed(heatmaps({ rows: 6, columns: 5 }), () => {
    const place = () => next(0, 256 * 5);
    const keypoints = list(8, i => ({
      ...{ sourceX: place(), sourceY: place(), drivingX: place(), drivingY: place() },
      unit: i % 2 ? next(500, 8000) : next(1, 65535),
    }));
    return { feed: { keypoints }, expect: { heat: 8 * 30 } };
  }),
});

const config = acceleratorConfig(8, 8, {
  ...{ tileWords: 1024, skipWords: 256, outWords: 256, accumulators: 64, weightRows: 64, tableRows: 8 },
  ...{ samplePixels: 256, lineWords: 32, motions: 17, taps: 15, outstanding: 4 },
});
const errors = [{ from: regions.work.base + 0x200, bytes: 64 }];
const world: World = { latency: [1, 30], rate: 0.8, stall: 0.1, pause: 0.3, seed: 2, errors };

const next = numbers(1);
const draw = <T>(of: fc.Arbitrary<T>, count: number): T[] => fc.sample(of, { numRuns: count, seed: 4 });
const sum = <T>(items: readonly T[], of: (item: T) => number): number => items.reduce((all, item) => all + of(item), 0);
const pixels = (count: number, channels: number) => list(count, () => list(channels, () => next(-128, 127)));

/** What a run of a bench that makes its simulator itself was like. */
function watched(run: (watch: (sim: Watchable) => void) => unknown): Bench {
  let bench: Bench | undefined;
  run(sim => {
    bench = recorded(sim);
  });
  return bench!;
}

interface Streams {
  readonly feed: Readonly<Record<string, readonly unknown[]>>;
  readonly expect: Readonly<Record<string, number>>;
  readonly last?: Readonly<Record<string, readonly boolean[]>>;
}

/** Streams through an engine while all sides stall, and after a reset once more while none does. */
function streamed(circuit: Circuit, streams: () => Streams): Bench {
  const sim: Simulator = simulate(circuit, { history: 0 });
  const bench = recorded(sim);
  const { feed, expect, last = {} } = streams();
  for (const stall of [0.3, 0]) {
    sim.transfer(feed as never, { expect, last, stall: random(stall, 3) } as never);
    sim.reset();
  }
  return bench;
}

/** A layer of every mode, and commands that are none. */
function convolutions(): Bench {
  const sim: Simulator = simulate(convolutionEngine({ config }), { history: 0 }) as Simulator;
  const bench = recorded(sim);
  const modes = new Map<string, Layer>();
  for (const layer of draw(layersFor(8), 100)) {
    const small = layer.kernel < 5 && layer.rows * layer.columns <= 16;
    const name = `${layer.mode} ${layer.wide}`;
    if (small && !modes.has(name)) modes.set(name, layer);
  }
  for (const layer of modes.values()) {
    const job = jobOf([layer], config);
    convolve(sim, job, { source: 0.2, sink: 0.3, seed: 1 });
    const { codes } = convolve(sim, { ...job, conv: [{ ...job.conv[0]!, stride: 3 }], epilogue: [], weights: [] });
    if (codes[0] !== faults.field) throw new Error('a stride of 3 was taken');
  }
  return bench;
}

/** Bursts of both directions, while the bus comes to rest again and again. */
function quiesced(): Bench {
  const sim = simulate(stoppable({ outstanding: 2 }), { history: 0 });
  const bench = recorded(sim);
  axiMemory(sim, 'm_axi', { latency: [1, 30], rate: 0.7, stall: 0.1 });
  sim.attach({ before() {}, after: () => sim.poke('stop', sim.cycle % 90 > 60) });
  const commands = list(8, () => ({ address: next(0, 0x3fff), bytes: next(0, 300) }));
  const words = commands.map(({ bytes }) => pixels(Math.ceil(bytes / 8), 8).map(word => word.map(byte => byte & 255)));
  sim.transfer(
    { reads: commands, writes: commands, words: words.flat() } as never,
    {
      expect: { read_results: commands.length, write_results: commands.length },
      last: { words: words.flatMap(all => all.map((_, i) => i === all.length - 1)) },
    } as never,
  );
  return bench;
}

function sampled(coordinates: 'aligned' | 'unaligned' | 'shift'): Bench {
  const size = { rows: 5, columns: 6 };
  return streamed(gridSample({ ...size, channels: 2, coordinates }), () => {
    const far = coordinates === 'shift' ? 1000 : 40000;
    const counts = coordinates === 'shift' ? [30, 30, 30] : [30, 7, 1];
    const grid = list(
      sum(counts, n => n),
      () => ({ x: next(-far, far), y: next(-far, far) }),
    );
    const last = counts.flatMap(n => list(n, i => i === n - 1));
    return { feed: { picture: pixels(90, 2), grid }, last: { grid: last }, expect: { samples: grid.length } };
  });
}
