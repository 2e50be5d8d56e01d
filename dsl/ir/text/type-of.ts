import type { Format } from '../format.js';
import type { Cursor } from './cursor.js';
import { list } from './fields.js';

/** A type as `typeText` writes it: `sint<8>[9]`, `ufix<16, 8>`, `enum<2> state(idle, run)`. */
export function typeOf(at: Cursor): { width: number; lanes: number; format: Format } {
  const kind = at.word();
  at.expect('<');
  const width = at.int();
  const frac = at.accept(',') ? at.int() : 0;
  at.expect('>');
  const format = formatOf(at, kind, frac);
  if (!at.accept('[')) return { width, lanes: 1, format };
  const lanes = at.int();
  at.expect(']');
  return { width, lanes, format };
}

function formatOf(at: Cursor, kind: string, frac: number): Format {
  switch (kind) {
    case 'bool':
    case 'uint':
    case 'sint':
      return { kind };
    case 'sfix':
    case 'ufix':
      return { kind: 'fixed', signed: kind === 'sfix', frac };
    case 'enum': {
      const name = at.word();
      at.expect('(');
      const cases = at.peek() === ')' ? [] : list(at, () => at.word());
      at.expect(')');
      return { kind: 'enum', name, cases };
    }
    default:
      return at.fail('a type');
  }
}
