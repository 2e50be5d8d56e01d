import type { AcceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { masksEngine } from '../../../stdlib-engines/maps/masks.js';
import { resizeEngine } from '../../../stdlib-engines/maps/resize.js';
import { shrinkEngine } from '../../../stdlib-engines/maps/shrink.js';
import { samplingEngine } from '../../../stdlib-engines/sampling/engine.js';
import { grouped, mapCommand } from '../../stdlib-engines/maps/command.js';
import { logitBytes, maskCases, recordsOf } from '../../stdlib-engines/maps/mask-cases.js';
import { resizeCases, resized } from '../../stdlib-engines/maps/resize-cases.js';
import { shrinkCases, shrinkData } from '../../stdlib-engines/maps/shrink-cases.js';
import { commandOf, scenes } from '../../stdlib-engines/sampling/commands.js';
import { type Runs, randomly, streamed, sum } from './record.js';

/** The engines within a map unit, with random commands. */
export function engineRuns(config: AcceleratorConfig, seed = 4): Runs {
  const { draw } = randomly(seed);
  const block = config.rows;

  const samplings = draw(scenes(16), 8).map(scene => commandOf(scene, block));
  const all = (name: 'source' | 'second' | 'result') => samplings.flatMap(each => each[name]);
  const masks = draw(maskCases, 6);
  const shrinks = draw(shrinkCases(16), 3);
  const shrunk = shrinks.map(each => shrinkData(each, block, false));
  const resizes = draw(resizeCases, 4);

  return {
    samplingEngine: streamed(samplingEngine({ config }), {
      feed: { command: samplings.map(({ command }) => command), source: all('source'), second: all('second') },
      expect: { result: all('result').length },
    }),
    masksEngine: streamed(masksEngine({ config }), {
      feed: {
        command: masks.map(({ logits, points, spread, seed: _, stall, ...fields }) => mapCommand(fields)),
        second: masks.flatMap(({ points }) => grouped(recordsOf(points), 8, false)),
        source: masks.flatMap(({ logits }) => grouped(logitBytes(logits, block), block, true)),
      },
      expect: { result: sum(masks, ({ rows, columns }) => rows * columns) },
    }),
    shrinkEngine: streamed(shrinkEngine({ config }), {
      feed: {
        command: shrinks.map(each => mapCommand({ ...each, taps: each.taps.length })),
        second: shrunk.flatMap(({ second }) => grouped(second, 8, false)),
        source: shrunk.flatMap(({ source }) => grouped(source, block, true)),
      },
      expect: { result: sum(shrunk, ({ result }) => result.length / block) },
    }),
    resizeEngine: streamed(resizeEngine({ config }), {
      feed: {
        command: resizes.map(mapCommand),
        source: resizes.flatMap(each => grouped(resized(each, block).source, block, true)),
      },
      expect: { result: sum(resizes, ({ outRows, outColumns }) => outRows * outColumns) },
    }),
  };
}
