import type { Node } from '../../dsl/ir/index.js';
import { longestName } from './names.js';

/** Said in front of the operands: `sum_a_b`. */
export const verbs: Partial<Record<Node['op'], string>> = {
  add: 'sum',
  sub: 'diff',
  mulu: 'product',
  muls: 'product',
  not: 'not',
  redand: 'all',
  redor: 'any',
  redxor: 'parity',
  cat: 'cat',
  pack: 'lanes',
};
/** Said between the operands: `count_eq_9`. */
export const infixes: Partial<Record<Node['op'], string>> = {
  and: 'and',
  or: 'or',
  xor: 'xor',
  eq: 'eq',
  ne: 'ne',
  ltu: 'lt',
  lts: 'lt',
  leu: 'le',
  les: 'le',
  shl: 'shl',
  shru: 'shr',
  shrs: 'shr',
  index: 'at',
};
/** With a number in front the comparison is said, as it is printed, the other way round. */
export const turns: Readonly<Record<string, string>> = { lt: 'gt', le: 'ge' };
/** What stands in front of the first operand when naming all of them would be too long. */
export const gathers: Partial<Record<Node['op'], string>> = { and: 'all', or: 'any', xor: 'xor' };
const operators: ReadonlySet<string> = new Set([...Object.values(verbs), ...Object.values(infixes)]);
/** One argument that is seen in another shape. */
export const shapes: Partial<Record<Node['op'], string>> = {
  reshape: 'cut',
  zext: 'wide',
  sext: 'wide',
  splat: 'copies',
};

/** Numbers of up to five digits; others say nothing to a reader. */
export function number({ format, width }: Node, value: bigint): string | undefined {
  const signed = format.kind === 'sint' || (format.kind === 'fixed' && format.signed);
  const real = signed ? BigInt.asIntN(width, value) : value;
  return real <= -100000n || real >= 100000n ? undefined : real < 0n ? `m${-real}` : String(real);
}

/** The second operand without the words with which both begin: `from_valid_and_ready`. */
export function withoutCommon(a: string, b: string): string {
  const [x, y] = [a.split('_'), b.split('_')];
  let n = 0;
  while (n < Math.min(x.length, y.length) - 1 && x[n] === y[n]) n++;
  return y.slice(n).join('_');
}

/** The name if it is short, and says no operator twice. */
export function bearable(words: readonly string[]): string | undefined {
  const name = words.join('_');
  const said = name.split('_').filter(word => operators.has(word));
  return name.length <= longestName && new Set(said).size === said.length ? name : undefined;
}
