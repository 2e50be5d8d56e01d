import type { Command } from 'commander';
import type { Engine } from '../../codec/decoder/engine.js';
import { loadCodec } from '../load/codec.js';
import { positive, wholeFrom } from '../load/numbers.js';
import { isDevice } from '../output/files.js';
import { counted, firstOf } from '../output/frames.js';
import { writeChunks } from '../output/stream.js';
import { print, printJson } from '../output/terminal.js';
import { engineOption } from './codec/engine-option.js';

interface EncodeOptions {
  readonly output: string;
  readonly network: string;
  readonly config?: string;
  readonly quality?: number;
  readonly steps?: number;
  readonly gop?: number;
  readonly refresh?: number;
  readonly batch?: number;
  readonly engine: Engine;
  readonly closedLoop: boolean;
  readonly frames?: number;
  readonly fps?: number;
  readonly json?: boolean;
}

export const addEncode = (grace: Command): Command =>
  grace
    .command('encode')
    .description('make a small .agc file of a clip of a talking face')
    .argument('<clip>', 'a .y4m file, - for Y4M on standard input, a folder of pictures, or what ffmpeg reads')
    .requiredOption('-o, --output <file>', 'the .agc file to write; - is standard output')
    .option('--network <name>', 'tiny-64, which ships, or a file of weights', 'tiny-64')
    .option('--config <name>', 'a preset or a JSON file, for weights that do not say what they are for')
    .option('--quality <n>', 'of the source pictures, 1 to 100 (default: 50)', wholeFrom(1, '--quality'))
    .option('--steps <n>', 'of a keypoint from 0 to 1 (default: 256)', wholeFrom(1, '--steps'))
    .option(
      '--gop <frames>',
      'the most from one source picture to the next (default: ten seconds)',
      wholeFrom(1, '--gop'),
    )
    .option('--refresh <dB>', 'the loss at which a new source picture is sent (default: 4)', positive('--refresh'))
    .option('--batch <frames>', 'predicted frames of a record (default: 5; 1 into a pipe)', wholeFrom(1, '--batch'))
    .addOption(engineOption('what runs the network'))
    .option('--no-closed-loop', 'predict and measure nothing: quicker, and source pictures come at the limit only')
    .option('--frames <n>', 'only the first so many', wholeFrom(1, '--frames'))
    .option('--fps <n>', 'frames per second of a folder of pictures (default: 25)', wholeFrom(1, '--fps'))
    .option('--json', 'print what was made as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ grace encode talk.mp4 -o talk.agc\n  $ grace encode - -o - < talk.y4m | grace decode - -o - | ffplay -',
    )
    .action(encode);

async function encode(path: string, options: EncodeOptions): Promise<void> {
  const codec = await loadCodec();
  const { output, engine, frames: most, fps } = options;
  const network = await codec.loadNetwork(options.network, options.config);
  const runs = await codec.encoderEngine(network, engine, options.network);
  const rate = fps === undefined ? {} : { rate: { numerator: fps, denominator: 1 } };
  const clip = await codec.openVideo(path, { size: network.config.size, ...rate });
  const frames = counted('encoding', most === undefined ? clip.frames : firstOf(clip.frames, most), most);
  const live = output === '-' || isDevice(output);
  const encoding = codec.encode(
    network,
    { ...clip, frames },
    { batch: live ? 1 : 5, ...options, ...runs, ...(!options.closedLoop && { decoder: false }) },
  );
  await writeChunks(output, encoding.chunks);
  await runs.close();
  if (output === '-') return;
  const report = encoding.report();
  if (options.json) return printJson({ file: output, ...encoding.header, ...report });
  const { quality, refreshes } = report;
  const asked = `${refreshes} of the source frames for quality's sake`;
  const measured = quality ? `  PSNR ${quality.psnr.toFixed(2)} dB, SSIM ${quality.ssim.toFixed(4)}; ${asked}\n` : '';
  await print(`${output}: ${codec.rateText(report)}${measured}`);
}
