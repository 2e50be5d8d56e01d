import { type Program, parse } from 'acorn';
import { type Edit, insert } from './edit.js';
import { kernelEdits } from './kernels.js';
import { namings } from './namings.js';

/** What the naming calls are imported as: no user would choose it. */
const call = '__grace_named';

export interface Transformed {
  readonly code: string;
  /** Insertions made, by position in the source; empty when nothing was to be named. */
  readonly edits: readonly Edit[];
}

/** The file that the code was made of, with its types. */
export interface Original {
  readonly file: string;
  readonly source: string;
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
  const names = namings(program).flatMap(naming =>
    naming.kind === 'after'
      ? [{ at: naming.at, text: `${code[naming.at - 1] === ';' ? '' : ';'}${naming.names.map(called).join('')}` }]
      : [
          { at: naming.from, text: `${call}(${JSON.stringify(naming.name)}, ` },
          { at: naming.to, text: naming.hint ? ", 'hint')" : ')' },
        ],
  );
  const kernels = original ? kernelEdits(program, original.file, original.source) : { edits: [], tail: '' };
  const edits = [...kernels.edits, ...names].sort((a, b) => a.at - b.at);
  if (edits.length === 0) return { code, edits };
  // Imports are hoisted, and so are functions: the last lines serve, and no line moves.
  const imported = names.length > 0 ? `import { named as ${call} } from 'grace-hdl/naming';\n` : '';
  return { code: `${insert(code, edits)}\n${imported}${kernels.tail}`, edits };
}

const called = (name: string): string => ` ${call}(${JSON.stringify(name)}, ${name});`;
