import { int, literal, ref, word } from '../../rtl/expr.js';
import type { Item, Statement } from '../../rtl/item.js';
import type { Scope } from '../scope.js';

/** What fills a memory at power-up: a list for a short one, a `.hex` file for a long one. */
export function contents(scope: Scope, mem: number): Item[] {
  const { width, depth, init, writes } = scope.module.memories[mem]!;
  const name = scope.memoryNames[mem]!;
  if (!init || (scope.options.initial === false && writes.length > 0)) return [];
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

/**
 * Memories without given contents are cleared, for simulation only: FPGAs clear theirs, and synthesis tools are slow
 * at long loops, or refuse them.
 */
export function clearedMemories(scope: Scope): Item[] {
  const { memories } = scope.module;
  const bare = memories.flatMap(({ init }, mem) => (scope.plan.liveMemories[mem] && !init ? [mem] : []));
  if (bare.length === 0 || scope.options.initial === false) return [];
  const variable = scope.names.take('k');
  const body = bare.map((mem): Statement => {
    const { width, depth } = memories[mem]!;
    const target = word(scope.memoryNames[mem]!, ref(variable));
    const store: Statement = { kind: 'assign', blocking: true, target, value: literal(width, 0n) };
    return { kind: 'for', variable, count: depth, body: [store] };
  });
  const counter: Item = { kind: 'variable', type: 'integer', name: variable };
  return [{ kind: 'simulation', body: [counter, { kind: 'initial', body }] }];
}
