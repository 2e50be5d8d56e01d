import type { Command } from 'commander';
import type { SynthReport } from '../../backend-verilog/index.js';
import { designOf } from '../../dsl/ir/index.js';
import { type DesignOptions, loadDesign, takesDesign } from '../load/design.js';
import { CommandError } from '../output/command-error.js';
import { withProgress } from '../output/progress.js';
import { ink, print, printJson } from '../output/terminal.js';

interface SynthCommandOptions extends DesignOptions {
  readonly target?: string;
  readonly device?: string;
  readonly cache: boolean;
  readonly json?: boolean;
}

export const addSynth = (grace: Command): Command =>
  takesDesign(grace.command('synth').description('count the cells that a design takes of an FPGA, with Yosys'))
    .option('--target <family>', 'xc7, ecp5 or ice40 (default: that of the device, or xc7)')
    .option('--device <name>', 'the device to compare with, such as xc7z020')
    .option('--no-cache', 'count anew, even when the same Verilog was counted before')
    .option('--json', 'print the counts as JSON')
    .addHelpText(
      'after',
      `
A guide before place and route: Yosys counts cells, it knows neither wires nor timing. Ends with an error when the
design does not fit the device.

Examples:
  $ grace synth src/counter.ts --target ecp5
  $ grace synth src/conv.ts --device xc7z020 --param width=640`,
    )
    .action(countCells);

async function countCells(file: string, options: SynthCommandOptions): Promise<void> {
  const { targetAndDevice } = await import('../synth/device.js');
  const asked = targetAndDevice(options.target, options.device);
  const circuit = await loadDesign(file, options);
  const { synthAside } = await import('../synth/aside.js');
  const report = await withProgress(`Yosys counts the cells of ${circuit[designOf].top}`, () =>
    synthAside({ design: circuit[designOf], options: asked, cached: options.cache }),
  );
  await (options.json ? printJson(report) : print(table(report)));
  if (!report.fits)
    throw new CommandError(`${report.top} does not fit ${report.device}`, {
      help: 'choose a larger --device, or share hardware over more cycles',
    });
}

const kinds = [
  ['lut', 'LUT'],
  ['ff', 'flip-flop'],
  ['bram', 'block RAM'],
  ['dsp', 'multiplier'],
] as const;

function table({ top, device, used, available, percent, cells }: SynthReport): string {
  const row = ([kind, name]: (typeof kinds)[number]): string => {
    const share = `${percent[kind].toFixed(1)} %`.padStart(8);
    const over = used[kind] > available[kind];
    return `  ${ink.out.cyan(name.padEnd(10))} ${String(used[kind]).padStart(8)} of ${String(available[kind]).padEnd(7)}${over ? ink.out.red(share) : share}`;
  };
  const primitives = Object.entries(cells).map(([name, count]) => `${count} ${name}`);
  return [`${top} on ${device}`, ...kinds.map(row), '', `  ${ink.out.dim(primitives.join(', ') || 'no cells')}`].join(
    '\n',
  );
}
