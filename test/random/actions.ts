import { type Bool, bitsOf, match, type Type, type UInt, when } from '../../dsl/index.js';
import type { Clock, Pool } from './pool.js';
import type { Action } from './recipe.js';

/** Something that statements act on: an output, a register, a wire, or a memory. */
export interface Target {
  readonly text: string;
  readonly type: Type;
  readonly clock: Clock;
  /** Address bits, of a memory. */
  readonly address?: number;
}

/**
 * Writes statements, and branches with statements in them; gives the targets that they may set. In one list a target
 * is set at most once without a condition, and before any branch touches it: hiding an assignment is an error.
 */
export function act(
  pool: Pool,
  targets: readonly Target[],
  actions: readonly Action[],
  touched = new Set<string>(),
): ReadonlySet<string> {
  if (targets.length === 0) return touched;
  for (const action of actions) {
    const target = targets[action.choices[0]! % targets.length]!;
    if (action.then.length > 0) {
      // What stands in a branch follows the clock of its condition.
      const mine = targets.filter(({ clock }) => clock === target.clock);
      const body = (list: readonly Action[]) =>
        pool.writer.indented(() => {
          for (const name of act(pool, mine, list)) touched.add(name);
        });
      (action.kind % 3 === 0 ? cases : branch)(pool, target.clock, action, body);
    } else if (action.kind % 11 === 10) say(pool, target.clock, action);
    else if (target.address !== undefined) write(pool, target, action);
    else if (touched.has(target.text)) element(pool, target, action);
    else set(pool, target, action);
    touched.add(target.text);
  }
  return touched;
}

type Body = (list: readonly Action[]) => void;

function branch(pool: Pool, clock: Clock, { kind, choices, then, rest }: Action, body: Body): void {
  const { writer } = pool;
  const condition = pool.bool(clock, choices[1]!).text;
  writer.line(`when(${condition}, () => {`);
  let chain = when(writer.evaluate<Bool>(condition), () => body(then));
  if (kind % 4 === 1) {
    const other = pool.bool(clock, choices[2]!).text;
    writer.line(`}).elseWhen(${other}, () => {`);
    chain = chain.elseWhen(writer.evaluate<Bool>(other), () => body(rest.slice(1)));
  }
  if (rest.length > 0) {
    writer.line('}).otherwise(() => {');
    chain.otherwise(() => body(rest));
  }
  writer.line('});');
}

/** A match on an enum with all its cases, or on some numbers. */
function cases(pool: Pool, clock: Clock, { kind, choices, then, rest }: Action, body: Body): void {
  const { writer } = pool;
  const subject = kind % 2 ? pool.enum(clock, choices[1]!) : pool.uint(clock, choices[1]!);
  const { type } = subject;
  const keys =
    type.kind === 'enum'
      ? type.cases.slice(0, kind % 4 === 1 ? 1 : undefined)
      : [choices[2]!, choices[3]!].map(n => String(n % 2 ** Math.min(bitsOf(type), 9)));
  const arm = (key: string, list: readonly Action[]) => [
    key,
    () => {
      writer.line(`  ${key}: () => {`);
      writer.indented(() => body(list));
      writer.line('  },');
    },
  ];
  // An object lists its numbers in ascending order.
  const listed = type.kind === 'enum' ? keys : [...new Set(keys)].sort((a, b) => Number(a) - Number(b));
  const isOpen = type.kind === 'enum' ? keys.length < type.cases.length : kind % 8 < 4;
  const arms = [...listed.map((key, i) => arm(key, i ? rest : then)), ...(isOpen ? [arm('default', rest)] : [])];
  writer.line(`match(${subject.text}, {`);
  match(writer.evaluate<UInt>(subject.text), Object.fromEntries(arms));
  writer.line('});');
}

function set(pool: Pool, { text, type, clock }: Target, { kind, choices }: Action): void {
  const [, n, m] = choices;
  if (type.kind === 'vec' && kind % 4 === 0) {
    const value = pool.source(clock, type.element as Type, m!);
    pool.writer.statement(`${text}.at(${n! % type.length}).set(${value})`);
  } else if (type.kind === 'bundle' && kind % 4 === 0) {
    const [key, field] = Object.entries(type.fields)[n! % Object.keys(type.fields).length]!;
    pool.writer.statement(`${text}.${key}.set(${pool.source(clock, field as Type, m!)})`);
  } else pool.writer.statement(`${text}.set(${pool.source(clock, type, m!)})`);
}

/** An element that a signal chooses; it may have been set before. */
function element(pool: Pool, { text, type, clock }: Target, { choices }: Action): void {
  const [, n, m, k] = choices;
  if (type.kind !== 'vec') return;
  const inner = type.element as Type;
  const at = `${text}.at(${pool.index(clock, n!)})`;
  if (inner.kind === 'vec' && k! % 2)
    pool.writer.statement(`${at}.at(${pool.index(clock, k!)}).set(${pool.source(clock, inner.element as Type, m!)})`);
  else pool.writer.statement(`${at}.set(${pool.source(clock, inner, m!)})`);
}

function write(pool: Pool, { text, type, clock, address }: Target, { kind, choices }: Action): void {
  const [, n, m, k] = choices;
  const bits = bitsOf(type);
  const parts = [2, 3, 4, 8].filter(part => bits % part === 0);
  const options = [
    ...(kind % 2 && parts.length > 0 ? [`mask: ${pool.bits(clock, k!, parts[k! % parts.length]!)}`] : []),
    ...(clock ? ['domain: other'] : []),
  ];
  const value = pool.source(clock, type, m!);
  pool.writer.statement(`${text}.write(${pool.bits(clock, n!, address!)}, ${value}, { ${options.join(', ')} })`);
}

/** A property or a print. */
function say(pool: Pool, clock: Clock, { choices }: Action): void {
  const [, n, m, k] = choices;
  const kind = ['assert', 'assume', 'cover'][n! % 3];
  const options = clock ? ', { domain: other }' : '';
  // A print follows the clock in force, which is the first.
  if (clock === 0 && k! % 3 === 0) pool.writer.statement(`print('value {}', ${pool.uint(0, m!).text})`);
  else pool.writer.statement(`check.${kind}(${pool.bool(clock, m!).text}, 'property ${n}'${options})`);
}
