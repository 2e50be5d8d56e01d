import { type Command, Option } from 'commander';
import { loadCodec } from '../../load/codec.js';
import { print, printJson } from '../../output/terminal.js';

interface LayersOptions {
  readonly preset: string;
  readonly config?: string;
  readonly totals?: boolean;
  readonly csv?: boolean;
  readonly json?: boolean;
}

export const addLayers = (codec: Command): Command =>
  codec
    .command('layers')
    .description('print the layers of a network: shapes, products, parameters')
    .addOption(
      new Option('--preset <name>', 'vox-256, vox-256-first-order, vox-256-dac, fomm-zero-64, tiny-64').default(
        'tiny-64',
      ),
    )
    .addOption(new Option('--config <file>', 'a configuration of your own, in JSON').conflicts('preset'))
    .option('--totals', 'print only what they come to')
    .addOption(new Option('--csv', 'print comma-separated values').conflicts(['json', 'totals']))
    .option('--json', 'print JSON, with the complete configuration')
    .addHelpText(
      'after',
      '\nExamples:\n  $ grace codec layers --preset vox-256\n  $ grace codec layers --config network.json --csv',
    )
    .action(printLayers);

async function printLayers({ preset, config: file, totals, csv, json }: LayersOptions): Promise<void> {
  const { layersCsv, layersOf, layersText, presetConfig, readConfig, totalsOf, totalsText } = await loadCodec();
  const config = file === undefined ? presetConfig(preset) : readConfig(file);
  const layers = layersOf(config);
  if (json) return printJson({ config, totals: totalsOf(layers), layers });
  if (totals) return print(totalsText(layers));
  return print(csv ? layersCsv(layers) : layersText(layers));
}
