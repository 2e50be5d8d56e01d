import type { Command } from 'commander';
import { loadCodec } from '../../load/codec.js';
import { writeWeights } from './weights-file.js';

interface ExportOptions {
  readonly output: string;
  readonly config?: string;
  readonly half?: boolean;
  readonly json?: boolean;
}

export const addExport = (codec: Command): Command =>
  codec
    .command('export')
    .description('write a network for other programs')
    .argument('<network>', 'tiny-64, which ships, or a file of weights')
    .requiredOption('-o, --output <file>', 'the safetensors file to write; - is standard output')
    .option('--config <name>', 'a preset or a JSON file, for weights that do not say what they are for')
    .option('--half', 'write halves (F16) instead of floats')
    .option('--json', 'print what was written as JSON')
    .addHelpText('after', '\nExample:\n  $ grace codec export tiny-64 --half -o tiny.safetensors')
    .action(exportNetwork);

async function exportNetwork(network: string, { output, config: name, half, json }: ExportOptions): Promise<void> {
  const { loadNetwork, writeSafetensors } = await loadCodec();
  const { config, weights } = await loadNetwork(network, name);
  const metadata = { config: JSON.stringify(config) };
  await writeWeights(output, writeSafetensors({ weights, metadata }, half ? 'F16' : 'F32'), weights, json);
}
