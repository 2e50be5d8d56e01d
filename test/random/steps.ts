import { bitsOf, type Type } from '../../dsl/index.js';
import { bitsAs, type Clock, type Pool } from './pool.js';
import type { Step } from './recipe.js';
import { hasFixed, literalOf, typeOf } from './types.js';

/** The text of one more value, from a pool and some choices. */
export type Make = (pool: Pool, clock: Clock, step: Step) => string;

const widthOf = (type: Type): number => bitsOf(type);
const signed = (n: number): 'uint' | 'sint' => (n % 2 ? 'sint' : 'uint');

/** a.op(b) for integers of one sign, of any widths. */
const integers =
  (op: string): Make =>
  (pool, clock, { choices: [x, y, s, l] }) => {
    const kind = signed(s!);
    const a = pool[kind](clock, x!);
    // A literal must be a value that the other side can have.
    return l! % 5 === 0
      ? `${a.text}.${op}(${literalOf(a.type, y!)})`
      : `${a.text}.${op}(${pool[kind](clock, y!).text})`;
  };

/** The same, of one width. */
const alike =
  (op: string): Make =>
  (pool, clock, { choices: [x, y, s, l] }) => {
    const kind = signed(s!);
    const a = pool[kind](clock, x!);
    const b = l! % 5 === 0 ? literalOf(a.type, y!) : `${pool[kind](clock, y!).text}.wrap(${widthOf(a.type)})`;
    return `${a.text}.${op}(${b})`;
  };

const one =
  (
    of: (n: number) => 'uint' | 'sint' | 'bool' | 'enum' | 'fixed' | 'vec',
    rest: (width: number, n: number, pool: Pool, clock: Clock) => string,
  ): Make =>
  (pool, clock, { choices: [x, n, s] }) => {
    const a = pool[of(s!)](clock, x!);
    return `${a.text}.${rest(widthOf(a.type), n!, pool, clock)}`;
  };

const fixedPair =
  (op: string): Make =>
  (pool, clock, { choices: [x, y, l] }) => {
    const b = l! % 5 === 0 ? `${y! - 500} * 2 ** -${pool.fixed(clock, x!).text}.frac` : pool.fixed(clock, y!).text;
    return `${pool.fixed(clock, x!).text}.${op}(${b})`;
  };

const bools =
  (op: string): Make =>
  (pool, clock, { choices: [x, y, l] }) =>
    `${pool.bool(clock, x!).text}.${op}(${l! % 6 === 0 ? y! % 2 === 1 : pool.bool(clock, y!).text})`;

/** One operator on all elements of a vector of integers: with another vector, a value for all, or by itself. */
export const lanes: Make = (pool, clock, { choices: [x, y, op, how] }) => {
  const isNumbers = (type: Type) => type.kind === 'vec' && ['uint', 'sint'].includes((type.element as Type).kind);
  const found = pool.of(clock, isNumbers);
  const v = found.length > 0 && x! % 3 ? found[x! % found.length]! : undefined;
  const made = signed(y!);
  const text = v?.text ?? `vecOf(${made}(9), [${pool[made](clock, x!).text}.wrap(9), 7, 255])`;
  const kind = ((v?.type as { element?: Type })?.element?.kind ?? made) as 'uint' | 'sint';
  const other = pool[kind](clock, y!).text;
  const pairs = 'add sub mul addWrap subWrap and or xor eq ne lt le gt ge min max'.split(' ');
  const pair = pairs[op! % pairs.length]!;
  if (how! % 3 === 0) return `lanewise((a, b) => a.${pair}(b), ${text}, ${text}.slice(0))`;
  if (how! % 3 === 1) return `lanewise(a => a.${pair}(${other}.wrap(a.width)), ${text})`;
  const bodies = [
    'a.not()',
    `a.gt(${other}).mux(a, a.not())`,
    `${pool.bool(clock, y!).text}.mux(a, a.xor(a))`,
    'a.cat(a)',
    `a.shr(${y! % 3})`,
    `a.shr(${pool.index(clock, y!)})`,
    'a.shlWrap(a.bits(0, 0))',
    'a.extend(a.width + 3)',
    `a.shlWrap(${pool.index(clock, y!)})`,
    'a.bit(0)',
    'a.any().and(a.all(), a.parity())',
    `a.sat(${kind === 'sint' ? 'uint' : 'sint'}(${1 + (y! % 9)}))`,
    'a.mul(a).roundShr(2)',
  ];
  return `lanewise(a => ${bodies[op! % bodies.length]}, ${text})`;
};

/** Kinds that share one number: what differs little need not come as often. */
const anyOf =
  (makes: readonly Make[]): Make =>
  (pool, clock, step) =>
    makes[Math.floor(step.choices[4]! / 70) % makes.length]!(pool, clock, step);

/** The kinds of expressions. A step takes the one of its number. */
export const expressions: readonly Make[] = [
  ...['add', 'sub', 'mul'].map(integers),
  anyOf(['eq', 'ne', 'lt', 'le', 'gt', 'ge'].map(integers)),
  ...['addWrap', 'subWrap', 'and', 'or', 'xor', 'min', 'max'].map(alike),
  ...['add', 'sub', 'mul'].map(fixedPair),
  anyOf(['min', 'max', 'eq', 'ne', 'lt', 'le', 'gt', 'ge'].map(fixedPair)),
  anyOf(['and', 'or', 'xor', 'eq', 'ne'].map(bools)),
  one(signed, () => 'not()'),
  one(
    () => 'sint',
    () => 'neg()',
  ),
  one(
    () => 'sint',
    () => 'abs()',
  ),
  one(
    () => 'sint',
    () => 'asUInt()',
  ),
  one(
    () => 'uint',
    () => 'asSInt()',
  ),
  one(
    () => 'uint',
    () => 'toSInt()',
  ),
  one(signed, (_w, n) => `shl(${n % 9})`),
  one(signed, (_w, n, pool, clock) => `shl(${pool.index(clock, n)})`),
  one(signed, (_w, n, pool, clock) => `shlWrap(${pool.index(clock, n, 8)})`),
  one(signed, (_w, n) => `shlWrap(${n % 9})`),
  one(signed, (_w, n) => `shr(${n % 9})`),
  one(signed, (_w, n, pool, clock) => `shr(${pool.index(clock, n, 8)})`),
  one(signed, (_w, n) => `roundShr(${n % 9})`),
  one(signed, (w, n) => `bit(${n % w})`),
  one(signed, (_w, n, pool, clock) => `bit(${pool.index(clock, n, 8)})`),
  one(signed, (w, n) => `bits(${w - 1 - (n % Math.ceil(w / 2))}, ${(n >> 3) % Math.ceil(w / 2)})`),
  one(signed, (_w, n, pool, clock) => `cat(${pool.uint(clock, n).text}, ${pool.bool(clock, n).text})`),
  one(signed, (_w, n) => ['all()', 'any()', 'parity()'][n % 3]!),
  one(signed, (w, n) => `extend(${w + (n % 40)})`),
  one(signed, (w, n) => `trunc(${1 + (n % w)})`),
  one(signed, (_w, n) => `sat(${1 + (n % 70)})`),
  one(signed, (_w, n) => `sat(${signed(n)}(${1 + (n % 40)}))`),
  one(signed, (_w, n) => `wrap(${signed(n)}(${1 + (n % 200)}))`),
  one(signed, (_w, n) => `asFixed(${(n % 20) - 4})`),
  one(
    () => 'bool',
    () => 'not()',
  ),
  one(
    () => 'bool',
    () => 'asUInt()',
  ),
  one(
    () => 'enum',
    () => 'asUInt()',
  ),
  one(
    () => 'fixed',
    () => 'neg()',
  ),
  one(
    () => 'fixed',
    () => 'asSInt()',
  ),
  one(
    () => 'fixed',
    () => 'asUInt()',
  ),
  (pool, clock, { choices: [x, n, how] }) => {
    const { text } = pool.fixed(clock, x!);
    const rest = [
      `round(${text}.frac - ${n! % 9})`,
      `trunc(${text}.frac - ${n! % 9})`,
      `shl(${n! % 5})`,
      `shr(${n! % 5})`,
    ];
    return `${text}.${rest[how! % rest.length]}`;
  },
  (pool, clock, { choices: [x, n, how] }) => {
    const { text } = pool.fixed(clock, x!);
    const type = `fixed({ int: ${1 + (n! % 20)} - ${text}.frac, frac: ${text}.frac, signed: ${n! % 3 > 0} })`;
    return `${text}.${how! % 2 ? 'sat' : 'wrap'}(${type})`;
  },
  (pool, clock, { choices: [x, n] }) => {
    const a = pool.enum(clock, x!);
    const [c, d] = [literalOf(a.type, n!), literalOf(a.type, n! + 1)];
    return `${a.text}.${[`eq(${c})`, `ne(${d})`, `oneOf(${c}, ${d})`][n! % 3]}`;
  },
  one(
    () => 'vec',
    (_w, n, pool, clock) => `at(${pool.index(clock, n, 4)})`,
  ),
  (pool, clock, { choices: [x, n] }) => {
    const { text, type } = pool.vec(clock, x!);
    const { length } = type as { length: number };
    return n! % 3 ? `${text}.at(${n! % length})` : `${text}.slice(${n! % length})`;
  },
  (pool, clock, { choices: [x] }) => {
    const { text } = pool.vec(clock, x!);
    return `${text}.concat(${text}.slice(0, 1))`;
  },
  (pool, clock, { choices: [x, y, n] }) => {
    const bundles = pool.of(clock, type => type.kind === 'bundle');
    if (bundles.length === 0) return bitsAs(pool.any(clock, y!)).text;
    const { text, type } = bundles[x! % bundles.length]!;
    const keys = Object.keys((type as { fields: object }).fields);
    return `${text}.${keys[n! % keys.length]}`;
  },
  (pool, clock, { choices: [x, y, c] }) => {
    const a = pool.any(clock, x!);
    return `${pool.bool(clock, c!).text}.mux(${a.text}, ${mate(pool, clock, a.type, a.text, y!)})`;
  },
  (pool, clock, { choices: [x, y, z, i] }) => {
    const a = pool.uint(clock, x!);
    const width = widthOf(a.type);
    return `select(${pool.index(clock, i!, 2)}, [${a.text}, ${literalOf(a.type, z!)}, ${pool.bits(clock, y!, width)}])`;
  },
  (pool, clock, { choices: [x, y, z, c, d] }) => {
    const a = pool.sint(clock, x!);
    const width = widthOf(a.type);
    const [p, q] = [pool.bool(clock, c!).text, pool.bool(clock, d!).text];
    return `priority([[${p}, ${literalOf(a.type, z!)}], [${q}, ${a.text}]], ${pool.sint(clock, y!).text}.wrap(${width}))`;
  },
  (pool, clock, { choices: [x] }) => `asBits(${pool.any(clock, x!).text})`,
  (pool, clock, { choices: [x], type }) => {
    const { type: wanted, text } = typeOf(type, true);
    return `fromBits(${text}, ${pool.bits(clock, x!, bitsOf(wanted))})`;
  },
  (_pool, _clock, { choices: [x], type }) => {
    const { type: wanted, text } = typeOf(type);
    return `lit(${text}, ${literalOf(wanted, x!)})`;
  },
  (pool, clock, { choices: [x, n, init] }) => {
    const a = pool.any(clock, x!);
    const initial = init! % 2 && !hasFixed(a.type) ? `init: ${literalOf(a.type, init!)}, ` : '';
    return `delay(${a.text}, ${1 + (n! % 3)}, { ${initial}${clock ? 'domain: other' : ''} })`;
  },
];

/** Something for the other side of a mux. Two ranges of fixed point differ too easily. */
const mate = (pool: Pool, clock: Clock, type: Type, text: string, choice: number): string =>
  hasFixed(type) ? text : pool.source(clock, type, choice);
