import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { floatDecoder } from '../../codec/decoder/float.js';
import { integerDecoder } from '../../codec/decoder/int8.js';
import { predictor } from '../../codec/float/predictor.js';
import { loadNetwork } from '../../codec/networks/load.js';
import { loadIntegerNetwork } from '../../codec/networks/load-integer.js';
import { testClip } from './clips.js';
import { updatePage } from './doc.js';
import { peerPoints, peersHere } from './ffmpeg.js';
import { type Contender, codecPoints } from './ours.js';
import { plot } from './plot.js';
import { meanPoints, type Point } from './point.js';
import { repeated } from './repeat.js';
import { table } from './table.js';

const usage = `usage: npm run -s rates -- [--clips 6] [--frames 250] [--every 10] [--svg FILE] [--json] [--doc]
  Rate and quality of the codec on drawn clips that training never saw, beside x264 and x265 where ffmpeg has them.
  --every N   measure the quality of one frame in N; rates are those of all frames
  --svg FILE  write the plot
  --json      print the points, also of each clip, instead of the table
  --doc       put table and plot into docs/codec/rates.md
`;

interface Options {
  readonly clips: number;
  readonly frames: number;
  readonly every: number;
  readonly svg: string | undefined;
  readonly json: boolean;
  readonly doc: boolean;
}

function stop(message: string): never {
  process.stderr.write(`error: ${message}\n${usage}`);
  process.exit(2);
}

function readOptions(): Options {
  const flag = { type: 'boolean', default: false } as const;
  const whole = (normal: string) => ({ type: 'string', default: normal }) as const;
  const read = () =>
    parseArgs({
      options: {
        clips: whole('6'),
        frames: whole('250'),
        every: whole('10'),
        svg: { type: 'string' },
        json: flag,
        doc: flag,
        help: flag,
      },
    }).values;
  let values: ReturnType<typeof read>;
  try {
    values = read();
  } catch (error) {
    return stop((error as Error).message);
  }
  if (values.help) {
    process.stdout.write(usage);
    process.exit(0);
  }
  const number = (name: 'clips' | 'frames' | 'every'): number => {
    const value = Number(values[name]);
    const fits = Number.isInteger(value) && value >= 1;
    return fits ? value : stop(`--${name} is '${values[name]}', not a whole number of at least 1`);
  };
  const { svg, json, doc } = values;
  return { clips: number('clips'), frames: number('frames'), every: number('every'), svg, json, doc };
}

async function loadContender(): Promise<Contender> {
  const network = await loadNetwork('tiny-64');
  const { name, config, weights } = network;
  const decoders = {
    [`${name}, float`]: floatDecoder(network),
    [`${name}, INT8`]: integerDecoder(await loadIntegerNetwork(name)),
  };
  return { config, weights, detect: predictor(config, weights).detect, decoders };
}

const say = (text: string): void => void process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${text}` : '');

async function main({ clips, frames, every, svg, json, doc }: Options): Promise<void> {
  const peers = peersHere();
  for (const name of ['x264', 'x265'])
    if (!peers.includes(name)) process.stderr.write(`${name}: skipped, no ffmpeg here that has it\n`);
  const contender = await loadContender();
  const { size } = contender.config;
  const perClip: Record<string, readonly Point[]> = {};
  for (let i = 0; i < clips; i++) {
    const clip = testClip(i, frames, size);
    say(`clip ${i + 1} of ${clips}: ${clip.name}`);
    const ours = await codecPoints(clip, contender, every);
    const theirs = peers.flatMap(name => peerPoints(name, clip, every));
    perClip[clip.name] = [await repeated(clip, every), ...ours, ...theirs];
  }
  say('');
  const [level, ...points] = meanPoints(Object.values(perClip));
  const title = `${size}x${size} pixels, 25 frames/s, mean of ${clips} clips of ${frames / 25} s`;
  const drawing = plot(title, points, [{ ...level!, name: 'first picture repeated' }]);
  const rows = table([level!, ...points]);
  if (svg) writeFileSync(svg, drawing);
  if (doc) {
    writeFileSync(new URL('../../docs/codec/rates.svg', import.meta.url), drawing);
    updatePage(
      new URL('../../docs/codec/rates.md', import.meta.url),
      `\n${title}, quality of one frame in ${every}:\n\n${rows}\n`,
    );
  }
  process.stdout.write(json ? `${JSON.stringify({ points: [level, ...points], perClip }, null, 2)}\n` : rows);
}

await main(readOptions());
