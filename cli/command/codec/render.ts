import { type Command, Option } from 'commander';
import type { Motion } from '../../../codec/render/motion.js';
import type { Picture } from '../../../codec/video/picture.js';
import { loadCodec } from '../../load/codec.js';
import { wholeFrom } from '../../load/numbers.js';
import { counted } from '../../output/frames.js';
import { print, printJson } from '../../output/terminal.js';
import { videoOutputs, writeVideo } from '../../output/video.js';

interface RenderOptions {
  readonly output: string;
  readonly seed: number;
  readonly frames: number;
  readonly size: number;
  readonly fps: number;
  readonly motion: Motion;
  readonly json?: boolean;
}

export const addRender = (codec: Command): Command =>
  codec
    .command('render')
    .description('draw a clip of a talking head')
    .requiredOption('-o, --output <path>', videoOutputs)
    .option('--seed <n>', 'who is seen and how they move', wholeFrom(0, '--seed'), 1)
    .option('--frames <n>', 'how many frames', wholeFrom(1, '--frames'), 100)
    .option('--size <n>', 'height and width in pixels', wholeFrom(16, '--size'), 64)
    .option('--fps <n>', 'frames per second', wholeFrom(1, '--fps'), 25)
    .addOption(
      new Option('--motion <script>', 'what they do').choices(['full', 'head', 'speech', 'still']).default('full'),
    )
    .option('--json', 'print what was drawn as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ grace codec render --seed 7 --size 256 -o seven.y4m\n  $ grace codec render --motion speech --frames 50 -o speech.webp\n  $ grace codec render --size 256 -o - | ffplay -',
    )
    .action(render);

async function render({ output, json, ...options }: RenderOptions): Promise<void> {
  const codec = await loadCodec();
  const { frames, size, fps } = options;
  // Asked for before anything is opened: what is out of range is said first.
  const drawn = codec.clip(options);
  await writeVideo(codec, output, {
    width: size,
    height: size,
    rate: { numerator: fps, denominator: 1 },
    frames: counted(`drawing ${frames} frames`, pictures(drawn), frames),
  });
  if (output === '-') return;
  const answer = { file: output, ...options };
  await (json ? printJson(answer) : print(`${output}: ${frames} frames of ${size}x${size} pixels, ${fps} per second`));
}

function* pictures(frames: Iterable<{ readonly picture: Picture }>): Generator<Picture> {
  for (const { picture } of frames) yield picture;
}
