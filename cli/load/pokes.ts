import { CommandError } from '../output/command-error.js';
import { parseParams } from './params.js';

/** A value to put on a port, from a cycle on. */
export interface Poke {
  readonly port: string;
  readonly value: unknown;
  readonly cycle: number;
}

/** `enable=1`, or `enable=0@20`: from cycle 20 on. In order of cycles. Throws `CommandError` for anything else. */
export function parsePokes(texts: readonly string[]): readonly Poke[] {
  const pokes = texts.map(text => {
    const [, assignment = '', from = '0'] = /^(.*?)(?:@(\d+))?$/s.exec(text)!;
    if (!/^[^=]+=./.test(assignment))
      throw new CommandError(`'${text}' is not of the form port=value`, {
        help: '--poke enable=1, or --poke enable=0@20 from cycle 20 on',
        exitCode: 2,
      });
    const [port, value] = Object.entries(parseParams([assignment]))[0]!;
    return { port, value, cycle: Number(from) };
  });
  return pokes.sort((a, b) => a.cycle - b.cycle);
}
