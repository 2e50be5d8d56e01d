import type { Command } from 'commander';
import { loadCodec } from '../../load/codec.js';
import { writeWeights } from './weights-file.js';

interface ImportOptions {
  readonly output: string;
  readonly config?: string;
  readonly half?: boolean;
  readonly json?: boolean;
}

export const addImport = (codec: Command): Command =>
  codec
    .command('import')
    .description('take the weights out of a PyTorch checkpoint')
    .argument('<file>', 'a .pth or .pth.tar file with the state dicts generator and kp_detector; no code of it is run')
    .requiredOption('-o, --output <file>', 'the safetensors file to write; - is standard output')
    .option('--config <name>', 'a preset or a JSON file: the weights must fit it, and the file written says so')
    .option('--half', 'write halves (F16) instead of floats')
    .option('--json', 'print what was taken as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ grace codec import vox-cpk.pth.tar --config vox-256-first-order -o vox.safetensors',
    )
    .action(importWeights);

async function importWeights(file: string, { output, config: name, half, json }: ImportOptions): Promise<void> {
  const { checkWeights, loadWeightsFile, namedConfig, networkGraphs, parametersOf, writeSafetensors } =
    await loadCodec();
  const config = name === undefined ? undefined : namedConfig(name);
  const { weights, metadata } = await loadWeightsFile(file);
  if (config) checkWeights(parametersOf(networkGraphs(config)), weights, { name: file });
  const said = config ? { ...metadata, config: JSON.stringify(config) } : metadata;
  await writeWeights(output, writeSafetensors({ weights, metadata: said }, half ? 'F16' : 'F32'), weights, json);
}
