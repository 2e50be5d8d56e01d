import { CommandError } from '../output/command-error.js';

/** Reads an option that is a whole number from `least` on; commander shows what it throws as a wrong call. */
export const wholeFrom =
  (least: number, option: string) =>
  (text: string): number => {
    const value = Number(text.replaceAll('_', ''));
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw new CommandError(`${option} is '${text}', not a whole number of at least ${least}`, {
      help: `${option} 1000`,
      exitCode: 2,
    });
  };
