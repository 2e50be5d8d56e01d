import type { Format } from '../../dsl/ir/index.js';
import { type Expr, literal, ref } from '../rtl/expr.js';
import type { Item } from '../rtl/item.js';
import type { Scope } from './scope.js';

type EnumFormat = Extract<Format, { kind: 'enum' }>;

const upper = (text: string): string => text.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();

/** The named constant of an enum's case, `STATE_IDLE`; declared once it is used. */
export function enumConstant(scope: Scope, width: number, value: bigint, format: Format): Expr | undefined {
  if (format.kind !== 'enum' || value >= BigInt(format.cases.length)) return undefined;
  const group = `${format.name} ${format.cases.join(' ')} ${width}`;
  const known = scope.constants.get(`${group} ${value}`);
  if (known) return ref(known.name);
  const name = scope.names.take(`${prefix(scope, format)}_${upper(format.cases[Number(value)]!)}`);
  scope.constants.set(`${group} ${value}`, { name, group, value, width });
  return ref(name);
}

/** An enum without a name of its own is called after the first signal that holds it. */
function prefix(scope: Scope, format: EnumFormat): string {
  if (format.name !== 'enum') return upper(format.name);
  const same = (other: Format): boolean => other.kind === 'enum' && other.cases.join(' ') === format.cases.join(' ');
  const holder = scope.module.nodes.find(node => scope.netNames.has(node.id) && same(node.format));
  return upper(holder ? scope.netNames.get(holder.id)! : format.name);
}

/** Declares the constants in use, each enum together, in the order of its cases. */
export function declareEnums(scope: Scope): Item[] {
  const constants = [...scope.constants.values()];
  const groups = [...new Set(constants.map(({ group }) => group))];
  return groups.flatMap(group =>
    constants
      .filter(constant => constant.group === group)
      .sort((a, b) => Number(a.value - b.value))
      .map(({ name, width, value }): Item => ({ kind: 'constant', name, width, value: literal(width, value) })),
  );
}
