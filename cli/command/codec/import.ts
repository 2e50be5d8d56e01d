import type { Command } from 'commander';
import { loadCodec } from '../../load/codec.js';
import { writeChunks } from '../../output/stream.js';
import { print, printJson } from '../../output/terminal.js';

interface ImportOptions {
  readonly output: string;
  readonly half?: boolean;
  readonly json?: boolean;
}

export const addImport = (codec: Command): Command =>
  codec
    .command('import')
    .description('take the weights out of a PyTorch checkpoint')
    .argument('<file>', 'a .pth or .pth.tar file with the state dicts generator and kp_detector; no code of it is run')
    .requiredOption('-o, --output <file>', 'the safetensors file to write')
    .option('--half', 'write halves (F16) instead of floats')
    .option('--json', 'print what was taken as JSON')
    .addHelpText('after', '\nExample:\n  $ grace codec import vox-cpk.pth.tar -o vox.safetensors')
    .action(importWeights);

async function importWeights(file: string, options: ImportOptions): Promise<void> {
  const { loadWeightsFile, writeSafetensors } = await loadCodec();
  const read = await loadWeightsFile(file);
  const bytes = writeSafetensors(read, options.half ? 'F16' : 'F32');
  await writeChunks(options.output, [bytes]);
  if (options.output === '-') return;
  const parameters = [...read.weights.values()].reduce((sum, { data }) => sum + data.length, 0);
  const answer = { file: options.output, tensors: read.weights.size, parameters, bytes: bytes.length };
  await (options.json
    ? printJson(answer)
    : print(`${answer.file}: ${answer.tensors} tensors, ${answer.parameters} parameters, ${answer.bytes} bytes`));
}
