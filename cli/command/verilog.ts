import type { Command } from 'commander';
import { type DesignOptions, loadDesign, takesDesign } from '../load/design.js';
import { writeFiles } from '../output/files.js';
import { print, printJson } from '../output/terminal.js';

interface VerilogOptions extends DesignOptions {
  readonly output?: string;
  readonly json?: boolean;
}

export const addVerilog = (grace: Command): Command =>
  takesDesign(grace.command('verilog').description('print the Verilog of a design, or write it into a folder'))
    .option('-o, --output <dir>', 'write one file per module there; without it, all goes to standard output')
    .option('--json', 'print the names of the files, or without -o their text, as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ grace verilog src/counter.ts
  $ grace verilog src/counter.ts -o hdl
  $ grace verilog src/conv.ts --param width=640 --param 'kernel=[1,2,1]' -o hdl`,
    )
    .action(printVerilog);

async function printVerilog(file: string, options: VerilogOptions): Promise<void> {
  const circuit = await loadDesign(file, options);
  const { verilog } = await import('../../backend-verilog/index.js');
  const { files } = verilog(circuit);
  if (options.output === undefined)
    return options.json ? printJson({ files }) : print(files.map(({ text }) => text).join('\n'));
  writeFiles(options.output, files);
  const names = files.map(({ name }) => name);
  return options.json
    ? printJson({ folder: options.output, files: names })
    : print(names.map(name => `${options.output}/${name}`).join('\n'));
}
