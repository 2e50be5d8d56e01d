import type { Command } from 'commander';
import { type DesignOptions, loadDesign, takesDesign } from '../load/design.js';
import { answerFiles, type FilesOptions } from '../output/answer-files.js';

interface VerilogOptions extends DesignOptions, FilesOptions {}

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
  return answerFiles(verilog(circuit).files, options);
}
