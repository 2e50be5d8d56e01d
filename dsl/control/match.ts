import { captureLoc } from '../error/capture.js';
import { hereOrFail, oneOf } from '../scope/emit.js';
import { fail, report } from '../scope/report.js';
import { encode } from '../signal/convert.js';
import type { Enum } from '../signal/enum.js';
import { ref } from '../signal/signal.js';
import type { SInt } from '../signal/sint.js';
import type { UInt } from '../signal/uint.js';
import { rangeOf, widthOf } from '../type/leaf.js';
import { show } from '../type/show.js';
import type { ScalarType } from '../type/type.js';

type Body = () => void;

/** A body for every case, or for some of them and a `default`. */
export type EnumArms<C extends string> =
  | { readonly [K in C]: Body }
  | ({ readonly [K in C]?: Body } & { readonly default: Body });

/** Bodies by number, and one for the rest. */
export type NumberArms = { readonly [value: number]: Body; readonly default?: Body };

/**
 * Assignments act in the arm whose case the subject has. Of an enum every case has an arm, or `default` takes the
 * rest; one that is missing is a type error and, where types do not reach, HW027.
 */
export function match<C extends string>(subject: Enum<C>, arms: EnumArms<NoInfer<C>>): void;
export function match(subject: UInt | SInt, arms: NumberArms): void;
export function match(subject: Enum | UInt | SInt, arms: Readonly<Record<string, Body | undefined>>): void {
  const scope = hereOrFail('match');
  const loc = captureLoc();
  const type: ScalarType = subject.type;
  const { default: rest, ...named } = arms;
  const all = Object.entries(named).filter((entry): entry is [string, Body] => entry[1] !== undefined);
  if (type.kind === 'enum')
    checkCases(
      type.cases,
      all.map(([key]) => key),
      rest !== undefined,
    );
  const width = widthOf(type);
  const { min, max } = rangeOf(type);
  const branches = all.map(([key, body]) => {
    const value = type.kind === 'enum' ? encode(type, key) : numberOf(key);
    if (value < min || value > max)
      report(
        'HW010',
        `case ${key} does not fit ${show(type)}, which holds ${min} to ${max}`,
        'leave it out, or make the subject wider',
      );
    return { match: [BigInt.asUintN(width, value)], body: scope.collect(body) };
  });
  scope.statements.push({
    kind: 'case',
    subject: oneOf(subject[ref], 'the subject of a match'),
    arms: branches,
    ...(rest && { default: scope.collect(rest) }),
    loc,
  });
}

function numberOf(key: string): bigint {
  if (/^-?\d+$/.test(key)) return BigInt(key);
  fail(
    'HW010',
    `case ${key} is not a whole number`,
    'write whole numbers: match(n, { 0: () => ..., default: () => ... })',
  );
}

function checkCases(cases: readonly string[], given: readonly string[], hasDefault: boolean): void {
  const unknown = given.filter(key => !cases.includes(key));
  if (unknown.length)
    fail('HW027', `${unknown.join(', ')} is no case of this enum`, `its cases are ${cases.join(', ')}`);
  const missing = cases.filter(name => !given.includes(name));
  if (missing.length && !hasDefault)
    report(
      'HW027',
      `no arm for ${missing.join(', ')}`,
      `add ${missing.map(name => `${name}: () => {}`).join(', ')}, or default: () => {}`,
    );
}
