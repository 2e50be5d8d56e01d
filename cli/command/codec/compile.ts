import { type Command, Option } from 'commander';
import type { CompiledFile } from '../../../codec/compiler/files.js';
import { loadCodec } from '../../load/codec.js';
import { wholeFrom } from '../../load/numbers.js';
import { CommandError } from '../../output/command-error.js';
import { type BinaryFile, type OutputFile, writeFiles } from '../../output/files.js';
import { print, printJson } from '../../output/terminal.js';
import { configHelp } from './config-option.js';

interface CompileOptions {
  readonly array: string;
  readonly set: readonly string[];
  readonly batch: number;
  readonly config?: string;
  readonly output?: string;
  readonly csv?: boolean;
  readonly json?: boolean;
}

export const addCompile = (codec: Command): Command =>
  codec
    .command('compile')
    .description('make programs for the accelerator of a quantized network, and say how long they take')
    .argument('[network]', 'tiny-64, which ships, or a file that grace codec quantize has made; default: tiny-64')
    .option('--array <rows>x<columns>', 'input and output channels that it multiplies at a time', '16x16')
    .option('--set <size=value...>', 'other sizes of the accelerator, as tileWords=16384 outstanding=4', [])
    .option('--batch <n>', 'frames that a run predicts, 1 to 64', wholeFrom(1, '--batch'), 1)
    .addOption(
      new Option('--config <name>', `only the shape of a network, without weights: ${configHelp}`).conflicts('output'),
    )
    .option('-o, --output <dir>', 'write programs, constants, places and tables there')
    .addOption(new Option('--csv', 'print comma-separated values').conflicts('json'))
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ grace codec compile\n  $ grace codec compile my.int8.safetensors --array 16x32 --batch 4 -o image\n  $ grace codec compile --config vox-256 --csv',
    )
    .action(compile);

async function compile(name: string | undefined, options: CompileOptions): Promise<void> {
  if (name !== undefined && options.config !== undefined)
    throw new CommandError('both a network and the shape of one are given', {
      help: `leave out ${name}, or --config ${options.config}`,
      exitCode: 2,
    });
  const codec = await loadCodec();
  const accelerator = codec.arrayConfig(options.array, options.set);
  const network =
    options.config === undefined
      ? await codec.loadIntegerNetwork(name ?? 'tiny-64')
      : codec.shapeNetwork(codec.namedConfig(options.config));
  const compiled = codec.compileNetwork(network, accelerator, { batch: options.batch });
  const files = codec.compiledFiles(compiled);
  if (options.output !== undefined) writeFiles(options.output, files.map(outputFile));
  if (options.json) return printJson(codec.compiledJson(compiled));
  await print(options.csv ? codec.compiledCsv(compiled) : codec.compiledText(compiled));
  if (options.output !== undefined && !options.csv)
    await print(`${files.map(file => file.name).join(', ')} are in ${options.output}`);
}

const outputFile = ({ name, content }: CompiledFile): OutputFile | BinaryFile =>
  typeof content === 'string' ? { name, text: content } : { name, chunks: [content] };
