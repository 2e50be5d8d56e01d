import { type Command, Option } from 'commander';
import type { QuantizeOptions as Choices } from '../../../codec/quantize/calibrate.js';
import type { Clip } from '../../../codec/quantize/calibration/clips.js';
import type { Method } from '../../../codec/quantize/calibration/method.js';
import type { QuantizationReport } from '../../../codec/quantize/report/report.js';
import type { Codec } from '../../load/codec.js';
import { loadCodec } from '../../load/codec.js';
import { wholeFrom } from '../../load/numbers.js';
import { CommandError } from '../../output/command-error.js';
import { writeChunks } from '../../output/stream.js';
import { type Tally, tally } from '../../output/tally.js';
import { print, printJson } from '../../output/terminal.js';

interface QuantizeOptions {
  readonly output?: string;
  readonly sheet?: string;
  readonly config?: string;
  readonly method: Method;
  readonly equalize: boolean;
  readonly biasCorrection: boolean;
  readonly bits: readonly string[];
  readonly clips?: readonly string[];
  readonly persons: number;
  readonly frames: number;
  readonly report: boolean;
  readonly json?: boolean;
}

export const addQuantize = (codec: Command): Command =>
  codec
    .command('quantize')
    .description('make the decoder of a network one of whole numbers (INT8), and say what that costs')
    .argument('[network]', 'tiny-64, which ships, or a file of weights', 'tiny-64')
    .option('-o, --output <file>', 'the quantized network to write; - is standard output')
    .option('--sheet <file>', 'a page of pictures, PNG: source, driving, float, INT8, 8 times the difference')
    .option('--config <name>', 'a preset or a JSON file, for weights that do not say what they are for')
    .addOption(
      new Option('--method <name>', 'how ranges follow from what was seen')
        .choices(['minmax', 'percentile', 'mse'])
        .default('mse'),
    )
    .option('--no-equalize', 'do not bring the channels of tensors to like ranges first')
    .option('--no-bias-correction', 'leave in biases what rounded weights add on average')
    .option('--bits <map=bits...>', 'bits of logits, mask, occlusion or flow: 8 or 16, which all have', [])
    .option('--clips <path...>', 'clips to look at instead of drawn ones: Y4M, folders of pictures, videos')
    .option('--persons <n>', 'how many drawn persons to look at', wholeFrom(1, '--persons'), 8)
    .option('--frames <n>', 'how many frames of each person or clip', wholeFrom(1, '--frames'), 2)
    .option('--no-report', 'write the network without measuring it')
    .option('--json', 'print what was measured as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ grace codec quantize\n  $ grace codec quantize vox.safetensors --config vox-256 --clips talks/*.mp4 -o vox-int8.safetensors\n  $ grace codec quantize --bits flow=8 mask=8 --sheet coarse.png',
    )
    .action(quantize);

async function quantize(name: string, options: QuantizeOptions): Promise<void> {
  if (!options.report && options.output === undefined && options.sheet === undefined)
    throw new CommandError('there is nothing to do without a report, a network and a sheet', {
      help: 'give --output, or --sheet, or leave --no-report out',
      exitCode: 2,
    });
  const codec = await loadCodec();
  const progress = tally();
  try {
    await work(codec, name, options, progress);
  } finally {
    progress.end();
  }
}

async function work(codec: Codec, name: string, options: QuantizeOptions, progress: Tally): Promise<void> {
  const { output, sheet, report: wanted, json } = options;
  const bits = codec.readBits(options.bits);
  const { config, weights } = await codec.loadNetwork(name, options.config);
  const { seen, unseen } = await clipsOf(codec, config.size, options, progress);
  const choices: Choices = { method: options.method, correctBias: options.biasCorrection, bits };
  const calibration = codec.calibrate(config, weights, seen, {
    equalize: options.equalize,
    progress: progress.at('calibrating'),
  });
  const network = calibration.quantize(choices);
  const bytes = codec.writeIntegerNetwork(network);
  if (output !== undefined) await writeChunks(output, [bytes]);
  const measured = wanted && output !== '-';
  let report: QuantizationReport | undefined;
  if (measured || sheet !== undefined) {
    const scenes = codec.scenesOf(config, weights, unseen);
    const floats = codec.predictFloat(calibration.fused, scenes, progress.at('predicting in floats'));
    if (sheet !== undefined) {
      const page = codec.sheet(scenes, floats, codec.predictInteger(network, scenes));
      await writeChunks(sheet, [await codec.encodePng(page)]);
    }
    const trials = progress.at('trying other choices');
    if (measured) report = codec.reportQuantization(calibration, network, choices, scenes, floats, trials);
  }
  progress.end();
  if (output === '-') return;
  if (json) return printJson({ file: output, bytes: bytes.length, ...report });
  if (report) await print(codec.quantizationText(report));
  if (output !== undefined) await print(`${output}: ${bytes.length} bytes`);
}

interface Clips {
  /** For the calibration. */
  readonly seen: readonly Clip[];
  /** To measure by. */
  readonly unseen: readonly Clip[];
}

/** Drawn clips of people from training, and of others to measure by; or those that are given, of which every other frame is to measure. */
async function clipsOf(
  codec: Codec,
  size: number,
  { clips, persons, frames, report, sheet }: QuantizeOptions,
  progress: Tally,
): Promise<Clips> {
  if (!clips) {
    const drawn = (people: 'training' | 'heldOut'): Clip[] => {
      const said = progress.at('drawing');
      return codec.renderedClips({ size, persons, frames, people, progress: said });
    };
    return { seen: drawn('training'), unseen: report || sheet !== undefined ? drawn('heldOut') : [] };
  }
  const given: Clip[] = [];
  for (const path of clips) {
    given.push(await codec.readClip(path, size, 2 * frames));
    progress.at('reading')(given.length, clips.length);
  }
  const every = (rest: number): Clip[] =>
    given.map(({ source, driving }) => ({ source, driving: driving.filter((_, at) => at % 2 === rest) }));
  return { seen: every(0), unseen: every(1) };
}
