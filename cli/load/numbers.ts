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

/** Reads an option that is a number above 0. */
export const positive =
  (option: string) =>
  (text: string): number => {
    const value = Number(text);
    if (value > 0 && Number.isFinite(value)) return value;
    throw new CommandError(`${option} is '${text}', not a number above 0`, { help: `${option} 2.5`, exitCode: 2 });
  };
