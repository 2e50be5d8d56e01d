import { type AcceleratorConfig, acceleratorConfig } from '../../stdlib-engines/accelerator/config.js';
import { CodecError } from '../error.js';

/**
 * The accelerator with an array as people write it: `16x32` has 16 rows (input channels) and 32 columns (output channels).
 *
 * @throws CodecError for another text, or an array that there is not
 */
export function arrayConfig(text: string): AcceleratorConfig {
  const [, rows, columns] = /^(\d{1,4})x(\d{1,4})$/.exec(text) ?? [];
  const help = '8, 16 or 32 rows, and as many columns or twice that: 16x16, 16x32';
  if (rows === undefined) throw new CodecError(`'${text}' is no array`, `write its rows and columns: ${help}`);
  try {
    return acceleratorConfig(Number(rows), Number(columns));
  } catch (error) {
    throw new CodecError(`there is no array of ${text}`, `it has ${help}`, { cause: error });
  }
}
