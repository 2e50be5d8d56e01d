import { int, literal, ref, word } from '../../rtl/expr.js';
import type { Item, Statement } from '../../rtl/item.js';
import type { Scope } from '../scope.js';

/**
 * What fills a memory at power-up: a list for a short one, a `.hex` file for a long one. A memory without given
 * contents is cleared for simulation only: FPGAs clear theirs, and synthesis tools are slow at long loops, or refuse.
 */
export function contents(scope: Scope, mem: number, isRom: boolean): Item[] {
  const { width, depth, init } = scope.module.memories[mem]!;
  const name = scope.memoryNames[mem]!;
  if (scope.options.initial === false && !isRom) return [];
  if (!init) return [{ kind: 'simulation', body: clear(scope, name, width, depth) }];
  const value = (i: number): bigint => init[i] ?? 0n;
  if (depth > (scope.options.inlineWords ?? 64)) {
    const file = `${scope.module.name}_${name}.hex`;
    const digits = Math.ceil(width / 4);
    const rows = Array.from({ length: depth }, (_, i) => value(i).toString(16).padStart(digits, '0'));
    scope.files.push({ name: file, text: `${rows.join('\n')}\n` });
    return [{ kind: 'initial', body: [{ kind: 'task', name: '$readmemh', args: [file, ref(name)] }] }];
  }
  const body = Array.from({ length: depth }, (_, i): Statement => {
    return { kind: 'assign', blocking: true, target: word(name, int(i)), value: literal(width, value(i)) };
  });
  return [{ kind: 'initial', body }];
}

function clear(scope: Scope, name: string, width: number, depth: number): Item[] {
  const variable = scope.names.take('k');
  const store: Statement = {
    kind: 'assign',
    blocking: true,
    target: word(name, ref(variable)),
    value: literal(width, 0n),
  };
  return [
    { kind: 'variable', type: 'integer', name: variable },
    { kind: 'initial', body: [{ kind: 'for', variable, count: depth, body: [store] }] },
  ];
}
