import { Machine, type Outside, type Value } from './machine.js';
import { operations } from './operations.js';

/** The most operations in a pickle. A tensor takes about 40; each makes one small value at most, so memory stays below some 300 MB. */
const mostOperations = 1_000_000;
const stop = 0x2e;

/**
 * Reads the pickle that begins at byte `at`, and gives its value and where it ends. No code of it is run: it can call
 * what `outside` lists, which is ours, and nothing else.
 *
 * @throws CodecError that names the file if the pickle is truncated or damaged, has too many operations, or asks for anything else
 */
export function readPickle(
  bytes: Uint8Array,
  at: number,
  outside: Outside,
  name: string,
): { readonly value: Value; readonly end: number } {
  const machine = new Machine(bytes, at, outside, name);
  for (let done = 0; done < mostOperations; done++) {
    const code = machine.unsigned(1);
    if (code === stop) return { value: machine.pop(), end: machine.at };
    const operation = operations.get(code);
    if (operation) operation(machine);
    else machine.wrong(`it uses the operation 0x${code.toString(16)}, which weights do not need`);
  }
  return machine.wrong(`it has more than ${mostOperations} operations`);
}
