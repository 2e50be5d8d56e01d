import type { Format } from '../../dsl/ir/index.js';
import { type Expr, literal, ref } from '../rtl/expr.js';
import type { Scope } from './scope.js';

const upper = (text: string): string => text.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();

/** The named constant of an enum's case, `STATE_IDLE`; declared once it is used. */
export function enumConstant(scope: Scope, width: number, value: bigint, format: Format): Expr | undefined {
  if (format.kind !== 'enum' || value >= BigInt(format.cases.length)) return undefined;
  const wanted = `${upper(format.name)}_${upper(format.cases[Number(value)]!)}`;
  const key = `${wanted} ${width} ${value}`;
  const known = scope.constants.get(key);
  if (known) return ref(known.name);
  const name = scope.names.take(wanted);
  scope.constants.set(key, { name, item: { kind: 'constant', name, width, value: literal(width, value) } });
  return ref(name);
}
