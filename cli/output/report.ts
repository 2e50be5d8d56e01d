import { CommandError } from './command-error.js';
import { placesOf } from './stack.js';
import { explainWrite, isSystemError } from './system-error.js';
import { color, ink, say } from './terminal.js';

/** An error with `diagnostics`, whichever copy of the language threw it. */
interface WithDiagnostics {
  readonly diagnostics: Parameters<typeof import('../../dsl/error/index.js').format>[0];
}

const hasDiagnostics = (error: unknown): error is WithDiagnostics =>
  error instanceof Error && error.name === 'HardwareError' && 'diagnostics' in error;

/** An error of the codec, whichever copy of it threw. */
const isCodecError = (error: unknown): error is Error & { readonly help: string } =>
  error instanceof Error && error.name === 'CodecError' && 'help' in error;

/** Shows an error in the one format of the command, and gives the exit code. */
export async function reportError(error: unknown): Promise<number> {
  if (hasDiagnostics(error)) {
    const { format } = await import('../../dsl/error/index.js');
    say(format(error.diagnostics, { color: color.err }));
    return 1;
  }
  const known = explained(error);
  const lines = [
    `${ink.err.red(ink.err.bold('error'))}: ${known.message}`,
    ...(known.where ? known.where.split('\n').map(line => `  ${line}`) : []),
    ...(known.help ? [`  ${ink.err.green('help')}: ${known.help.replaceAll('\n', '\n        ')}`] : []),
  ];
  say(lines.join('\n'));
  return known.exitCode;
}

function explained(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  if (isCodecError(error)) return new CommandError(error.message, { help: error.help });
  return isSystemError(error) ? explainWrite(error) : unexpected(error);
}

/** Errors of the simulator and of the Verilog back end explain themselves; anything else is shown with its stack. */
function unexpected(error: unknown): CommandError {
  if (!(error instanceof Error)) return new CommandError(String(error));
  const ours = /^(?:Simulation|Synthesis|Verilog|Yosys)Error$/.test(error.name);
  return new CommandError(error.message, ours ? {} : { where: placesOf(error) ?? error.stack });
}
