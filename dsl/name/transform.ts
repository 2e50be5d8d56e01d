import { type Program, parse } from 'acorn';
import { type Edit, insert } from './edit.js';
import { namesFor, type Original } from './names.js';

export interface Transformed {
  readonly code: string;
  /** Insertions made, by position in the source; empty when nothing was to be named. */
  readonly edits: readonly Edit[];
}

/**
 * Lets hardware values know the names they are declared under: a call of `named(name, value)` behind each
 * `const` declaration, around each class field and each object key that holds one. `named` returns its value,
 * and passes over whatever is not hardware, so no types are needed.
 *
 * Kernels get their source, where `original` gives it.
 *
 * `code` is JavaScript (an ES module). Nothing is evaluated twice or in another order, line numbers stay, and
 * code that cannot be parsed comes back as it is: names are a service, the caller's compiler reports the error.
 */
export function nameValues(code: string, original?: Original): Transformed {
  let program: Program;
  try {
    program = parse(code, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
  } catch {
    return { code, edits: [] };
  }
  const { call, edits, tail } = namesFor(program, code, original);
  if (edits.length === 0) return { code, edits };
  // Imports are hoisted, and so are functions: the last lines serve, and no line moves.
  const imported = call === undefined ? '' : `import { named as ${call} } from 'grace-hdl/naming';\n`;
  return { code: `${insert(code, edits)}\n${imported}${tail}`, edits };
}
