import { type Command, Option } from 'commander';
import { loadCodec } from '../../load/codec.js';
import { CommandError } from '../../output/command-error.js';
import { writeFiles } from '../../output/files.js';
import { print, printJson } from '../../output/terminal.js';
import { writeWeights } from './weights-file.js';

interface ExportOptions {
  readonly output: string;
  readonly format: 'safetensors' | 'onnx';
  readonly config?: string;
  readonly half?: boolean;
  readonly json?: boolean;
}

export const addExport = (codec: Command): Command =>
  codec
    .command('export')
    .description('write a network for other programs')
    .argument('<network>', 'tiny-64, which ships, or a file of weights')
    .requiredOption(
      '-o, --output <path>',
      'the safetensors file to write (- is standard output), or the folder for ONNX',
    )
    .addOption(
      new Option('--format <name>', 'safetensors: the weights; onnx: detector.onnx, source.onnx and frame.onnx')
        .choices(['safetensors', 'onnx'])
        .default('safetensors'),
    )
    .option('--config <name>', 'a preset or a JSON file, for weights that do not say what they are for')
    .option('--half', 'write halves (F16) instead of floats, in safetensors')
    .option('--json', 'print what was written as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ grace codec export tiny-64 --half -o tiny.safetensors\n  $ grace codec export vox.safetensors --format onnx -o vox',
    )
    .action(exportNetwork);

async function exportNetwork(network: string, options: ExportOptions): Promise<void> {
  const { output, format, half, json } = options;
  const onnx = format === 'onnx';
  if (onnx && half)
    throw new CommandError('ONNX files are written in floats', { help: 'leave out --half', exitCode: 2 });
  if (onnx && output === '-')
    throw new CommandError('a network is three ONNX files', { help: 'name a folder: -o net', exitCode: 2 });
  const { exportOnnx, loadNetwork, writeSafetensors } = await loadCodec();
  const { config, weights } = await loadNetwork(network, options.config);
  if (!onnx) {
    const metadata = { config: JSON.stringify(config) };
    return writeWeights(output, writeSafetensors({ weights, metadata }, half ? 'F16' : 'F32'), weights, json);
  }
  const files = (await exportOnnx(config, weights)).map(({ name, chunks }) => ({ name: `${name}.onnx`, chunks }));
  writeFiles(output, files);
  const written = files.map(({ name, chunks }) => ({
    file: `${output}/${name}`,
    bytes: chunks.reduce((sum, { length }) => sum + length, 0),
  }));
  return json ? printJson({ files: written }) : print(written.map(of => `${of.file}: ${of.bytes} bytes\n`).join(''));
}
