import type * as acorn from 'acorn';
import type { Edit } from './edit.js';
import { kernelEdits } from './kernels.js';
import { namings } from './namings.js';

/** The file that the code was made of, with its types. */
export interface Original {
  readonly file: string;
  readonly source: string;
}

/** What gives the values of a program their names. */
export interface Names {
  /** Insertions, in order. */
  readonly edits: readonly Edit[];
  /** The name that `named` of `grace-hdl/naming` has in them; undefined when no value gets a name. */
  readonly call: string | undefined;
  /** Lines to stand behind the program. */
  readonly tail: string;
}

/** What the naming calls are imported as: no user would choose it. */
const call = '__grace_named';

/**
 * What is put between the characters of `code`, which `program` was read from: see `nameValues`.
 * Kernels get their source, where `original` gives it.
 */
export function namesFor(program: acorn.Program, code: string, original?: Original): Names {
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
  return { edits, call: names.length > 0 ? call : undefined, tail: kernels.tail };
}

const called = (name: string): string => ` ${call}(${JSON.stringify(name)}, ${name});`;
