import type { Command } from 'commander';
import type { DecoderOptions } from '../../codec/decoder/engine.js';
import { chunksOf } from '../load/chunks.js';
import { loadCodec } from '../load/codec.js';
import { wholeFrom } from '../load/numbers.js';
import { cycleMeter, grouped } from '../output/cycles.js';
import { frameCounter } from '../output/frames.js';
import { print, printJson, say } from '../output/terminal.js';
import { videoOutputs, writeVideo } from '../output/video.js';
import { engineOption } from './codec/engine-option.js';

interface DecodeOptions extends DecoderOptions {
  readonly output: string;
  readonly from?: number;
  readonly frames?: number;
  readonly partial?: boolean;
  readonly json?: boolean;
}

export const addDecode = (grace: Command): Command =>
  grace
    .command('decode')
    .description('make moving pictures of an .agc file')
    .argument('<file>', 'the .agc file; - is standard input')
    .requiredOption('-o, --output <path>', videoOutputs)
    .addOption(engineOption('what runs the network', { rtl: 'the accelerator in simulation' }))
    .option('--array <size>', 'rows and columns of the accelerator of --engine rtl (default: 16x16)')
    .option('--network <name>', 'a file of weights, for streams of networks that do not ship')
    .option('--config <name>', 'a preset or a JSON file, for weights that do not say what they are for')
    .option('--from <n>', 'begin at frame n, counted from 0', wholeFrom(0, '--from'))
    .option('--frames <n>', 'decode so many frames', wholeFrom(1, '--frames'))
    .option('--partial', 'keep the frames before damage')
    .option('--json', 'print what was decoded as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ grace decode talk.agc -o talk.y4m\n  $ grace decode talk.agc --engine int8 --from 250 --frames 50 -o look.webp\n  $ grace decode talk.agc --engine rtl --frames 3 -o frames\n  $ grace decode talk.agc -o - | ffplay -',
    )
    .action(decode);

async function decode(path: string, { output, frames: count, json, ...options }: DecodeOptions): Promise<void> {
  const codec = await loadCodec();
  const chip = cycleMeter();
  const counter = frameCounter('decoding', { total: count, ...(options.engine === 'rtl' && { speed: chip.speed }) });
  const onCycles = (cycles: number): void => {
    chip.at(cycles);
    counter.show();
  };
  const video = await codec.decode(chunksOf(codec, path), { ...options, count, onCycles, onRun: chip.ran });
  let frames = 0;
  async function* tallied() {
    for await (const frame of counter.count(video.frames)) {
      frames++;
      yield frame;
    }
  }
  await writeVideo(codec, output, { ...video, frames: tallied() });
  const { width, height, rate, damage } = video;
  if (damage) say(`warning: ${damage.message}; ${frames === 1 ? '1 frame is' : `${frames} frames are`} kept`);
  if (output === '-') return;
  const fps = rate.numerator / rate.denominator;
  const { engine } = options;
  const cycles = chip.perFrame();
  if (json) return printJson({ file: output, width, height, rate, frames, engine, cycles, damage: damage?.message });
  const made = `${output}: ${frames} frame${frames === 1 ? '' : 's'} of ${width}x${height} pixels, ${Number(fps.toFixed(3))} per second, by ${engine}`;
  if (cycles === undefined) return print(made);
  return print(
    `${made}\n${grouped(cycles)} cycles a frame: ${(150e6 / cycles).toFixed(1)} frames per second at 150 MHz`,
  );
}
