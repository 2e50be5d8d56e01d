import { readFileSync } from 'node:fs';
import { Command, type CommanderError } from 'commander';
import { addCheck } from './command/check.js';
import { addCodec } from './command/codec.js';
import { addDecode } from './command/decode.js';
import { addEncode } from './command/encode.js';
import { addInfo } from './command/info.js';
import { addNew } from './command/new.js';
import { addRegisters } from './command/registers.js';
import { addSim } from './command/sim.js';
import { addSynth } from './command/synth.js';
import { addVerilog } from './command/verilog.js';
import { CommandError } from './output/command-error.js';
import { packageFile } from './package-root.js';

/** The whole command line. Every failure is thrown: `main.ts` alone ends the process. */
export function program(): Command {
  const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'));
  const grace = new Command('grace')
    .description('Hardware in TypeScript: simulate it, print its Verilog, count its resources.')
    .version(version)
    .addHelpText(
      'after',
      '\nExamples:\n  $ grace new blinker\n  $ grace sim src/counter.ts --cycles 20 --waves\n  $ grace verilog src/counter.ts -o hdl',
    )
    .configureHelp({ sortSubcommands: false, showGlobalOptions: false });
  for (const add of [
    addNew,
    addCheck,
    addSim,
    addVerilog,
    addRegisters,
    addSynth,
    addEncode,
    addDecode,
    addInfo,
    addCodec,
  ])
    add(grace);
  oneFormat(grace);
  return grace;
}

/** commander prints its own errors and ends the process: its errors become a `CommandError` instead, and are thrown. */
function oneFormat(command: Command): void {
  for (const part of command.commands) oneFormat(part);
  command.configureOutput({ outputError: () => {} });
  command.exitOverride(error => {
    throw error.exitCode === 0 || error.code === 'commander.help' ? error : usageError(error, command);
  });
}

function usageError(error: CommanderError, command: Command): CommandError {
  const [what = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const help = suggestion?.replace(/^\(|\)$/g, '') ?? `${fullName(command)} --help shows how it is called`;
  return new CommandError(what, { help, exitCode: 2 });
}

/** `grace codec import`, say. */
const fullName = (command: Command): string =>
  command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
