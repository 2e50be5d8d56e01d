import { type AcceleratorConfig, acceleratorConfig } from '../../stdlib-engines/accelerator/config.js';
import { CodecError } from '../error.js';

/**
 * The accelerator with an array as people write it: `16x32` has 16 rows (input channels) and 32 columns (output channels).
 *
 * @param sizes others than usual, as people write them: `['tileWords=16384', 'outstanding=4']`
 * @throws CodecError for another text, or an array or a size that there is not
 */
export function arrayConfig(text: string, sizes: readonly string[] = []): AcceleratorConfig {
  const [, rows, columns] = /^(\d{1,4})x(\d{1,4})$/.exec(text) ?? [];
  const help = '8, 16 or 32 rows, and as many columns or twice that: 16x16, 16x32';
  if (rows === undefined) throw new CodecError(`'${text}' is no array`, `write its rows and columns: ${help}`);
  let usual: AcceleratorConfig;
  try {
    usual = acceleratorConfig(Number(rows), Number(columns));
  } catch (error) {
    throw new CodecError(`there is no array of ${text}`, `it has ${help}`, { cause: error });
  }
  const { rows: _rows, columns: _columns, ...others } = usual;
  const changes = Object.fromEntries(sizes.map(size => sizeOf(size, Object.keys(others))));
  try {
    return acceleratorConfig(usual.rows, usual.columns, changes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const usually = Object.keys(changes).map(name => `${name}=${usual[name as keyof AcceleratorConfig]}`);
    throw new CodecError(`there is no such accelerator: ${why}`, `usual is ${usually.join(' ')}`, { cause: error });
  }
}

function sizeOf(text: string, names: readonly string[]): readonly [name: string, value: number] {
  const [, name = '', value] = /^(\w+)=(\d{1,6})$/.exec(text) ?? [];
  if (value !== undefined && names.includes(name)) return [name, Number(value)];
  throw new CodecError(`'${text}' is no size of an accelerator`, `write name=number; names are ${names.join(', ')}`);
}
