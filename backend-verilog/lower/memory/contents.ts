import { int, literal, ref, word } from '../../rtl/expr.js';
import type { Item, Statement } from '../../rtl/item.js';
import type { Scope } from '../scope.js';

/** What fills a memory at power-up: a list for a short one, a `.hex` file for a long one, zeros for the rest. */
export function contents(scope: Scope, mem: number, isRom: boolean): Item[] {
  const { width, depth, init } = scope.module.memories[mem]!;
  const name = scope.memoryNames[mem]!;
  if (scope.options.initial === false && !isRom) return [];
  const used = init?.some(value => value !== 0n);
  if (!used) return [{ kind: 'initial', body: [clear(scope, name, width, depth)] }];
  if (depth > (scope.options.inlineWords ?? 64)) {
    const file = `${scope.module.name}_${name}.hex`;
    const digits = Math.ceil(width / 4);
    const rows = Array.from({ length: depth }, (_, i) => (init![i] ?? 0n).toString(16).padStart(digits, '0'));
    scope.files.push({ name: file, text: `${rows.join('\n')}\n` });
    return [{ kind: 'initial', body: [{ kind: 'task', name: '$readmemh', args: [file, ref(name)] }] }];
  }
  const words = Array.from(
    { length: depth },
    (_, i): Statement => ({
      kind: 'assign',
      blocking: true,
      target: word(name, int(i)),
      value: literal(width, init![i] ?? 0n),
    }),
  );
  return [{ kind: 'initial', body: words }];
}

function clear(scope: Scope, name: string, width: number, depth: number): Statement {
  const variable = scope.integer();
  const target = word(name, ref(variable));
  return {
    kind: 'for',
    variable,
    count: depth,
    body: [{ kind: 'assign', blocking: true, target, value: literal(width, 0n) }],
  };
}
