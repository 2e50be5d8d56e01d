import { type Command, Option } from 'commander';
import { loadCodec } from '../../load/codec.js';
import { print, printJson } from '../../output/terminal.js';
import { configHelp } from './config-option.js';

interface LayersOptions {
  readonly config: string;
  readonly totals?: boolean;
  readonly csv?: boolean;
  readonly json?: boolean;
}

export const addLayers = (codec: Command): Command =>
  codec
    .command('layers')
    .description('print the layers of a network: shapes, products, parameters')
    .option('--config <name>', configHelp, 'tiny-64')
    .option('--totals', 'print only what they come to')
    .addOption(new Option('--csv', 'print comma-separated values').conflicts(['json', 'totals']))
    .option('--json', 'print JSON, with the complete configuration')
    .addHelpText(
      'after',
      '\nExamples:\n  $ grace codec layers --config vox-256\n  $ grace codec layers --config network.json --csv',
    )
    .action(printLayers);

async function printLayers({ config: name, totals, csv, json }: LayersOptions): Promise<void> {
  const { layersCsv, layersOf, layersText, namedConfig, totalsOf, totalsText } = await loadCodec();
  const config = namedConfig(name);
  const layers = layersOf(config);
  if (json) return printJson({ config, totals: totalsOf(layers), layers });
  if (totals) return print(totalsText(layers));
  return print(csv ? layersCsv(layers) : layersText(layers));
}
