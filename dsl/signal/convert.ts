import { captureLoc } from '../error/capture.js';
import { emit, oneOf } from '../scope/emit.js';
import { madeHere } from '../scope/explain.js';
import type { Ref } from '../scope/ref.js';
import { fail, report } from '../scope/report.js';
import { formatOf, leavesOf, rangeOf, widthOf } from '../type/leaf.js';
import { describe, sameType, show } from '../type/show.js';
import type { EnumType, FixedType, ScalarType, Type } from '../type/type.js';
import { reread, resize, scalarConstant, whole } from './arith.js';
import { Bundle } from './bundle.js';
import { near, nearest } from './fixed-constant.js';
import { Int, signMismatch, widthMismatch } from './int.js';
import type { AnySignal } from './mux.js';
import { ref, Signal } from './signal.js';
import { Vec } from './vec.js';

export const isHardware = (value: unknown): value is AnySignal =>
  value instanceof Signal || value instanceof Vec || value instanceof Bundle;

export const typeOf = (value: AnySignal): Type =>
  value instanceof Bundle ? Bundle.typeOf(value) : (value as { readonly type: Type }).type;

/** The IR values of a signal, one for every leaf of its type. */
export function refsOf(value: AnySignal): readonly Ref[] {
  if (value instanceof Signal) return [value[ref]];
  return value instanceof Vec ? value.refs : Bundle.refsOf(value);
}

/**
 * Who has chosen the type of a constant: `named` where the user wrote it beside the constant, which is then rounded to
 * it; `given` where the constant meets a signal and has to be near what that can hold.
 */
export type Precision = 'named' | 'given';

/** The IR values for `type` of a signal, a constant, or an array or object that mixes them; checked against the type. */
export function refsFor(type: Type, source: unknown, precision: Precision = 'given'): readonly Ref[] {
  if (type.kind === 'vec') return vecRefs(type.element, type.length, source, precision);
  if (type.kind === 'bundle') return bundleRefs(type, source, precision);
  if (source instanceof Signal) return [signalRef(type, source)];
  if (isHardware(source) || (typeof source === 'object' && source !== null)) mismatch(type, source);
  const rounds = type.kind === 'fixed' && precision === 'given' && Number.isFinite(source);
  return [scalarConstant(type, rounds ? near(source as number, type, true) : encode(type, source))];
}

/** The integer that stands for a constant of a scalar type; for fixed point the nearest one. */
export function encode(type: ScalarType, value: unknown): bigint {
  switch (type.kind) {
    case 'bool':
      if (value === true || value === 1 || value === 1n) return 1n;
      if (value === false || value === 0 || value === 0n) return 0n;
      return mismatch(type, value);
    case 'fixed':
      if (typeof value !== 'number' || !Number.isFinite(value)) return mismatch(type, value);
      return nearest(value, type.frac);
    case 'enum': {
      const code = (type as EnumType).cases.indexOf(value as string);
      return code >= 0 ? BigInt(code) : mismatch(type, value);
    }
    default:
      if (typeof value !== 'number' && typeof value !== 'bigint') return mismatch(type, value);
      return whole(value, 'the literal');
  }
}

/** A scalar signal for a scalar type: the same kind, sign and width, or an error. */
function signalRef(type: ScalarType, source: Signal): Ref {
  if (sameType(type, source.type)) return source[ref];
  if (type.kind === 'fixed' && source.type.kind === 'fixed') return fixedRef(type, source, source.type);
  const target = { type, [ref]: source[ref] } as unknown as Signal;
  if (!(source instanceof Int) || (type.kind !== 'uint' && type.kind !== 'sint')) mismatch(type, source);
  if (source.type.kind !== type.kind) {
    signMismatch(source, Object.assign(Object.create(Signal.prototype), { type, [ref]: source[ref] }));
  } else widthMismatch(target, source);
  return reread(resize(source[ref], widthOf(type), source.type.kind === 'sint'), formatOf(type));
}

/** Fixed point fits when the fraction is the same and the range lies inside: no value changes. */
function fixedRef(type: FixedType, source: Signal, from: FixedType): Ref {
  const { min, max } = rangeOf(from);
  if (from.frac !== type.frac || min < type.min || max > type.max)
    report(
      from.frac === type.frac ? 'HW014' : 'HW012',
      `${show(from)} where ${show(type)} is needed`,
      from.frac < type.frac
        ? 'add fraction bits: .extend(type), or .sat(type) where the range is smaller'
        : 'say what to lose: .round(frac) then .sat(type) or .wrap(type)',
      [{ loc: captureLoc(), note: `${show(type)} is needed here` }, madeHere(source[ref], show(from))],
    );
  return resize(source[ref], widthOf(type), from.signed);
}

function vecRefs(element: Type, length: number, source: unknown, precision: Precision): readonly Ref[] {
  if (source instanceof Vec) {
    if (source.length !== length)
      fail('HW012', `${show(source.type)} where ${length} elements are needed`, `take as many: .slice(0, ${length})`);
    if (sameType(source.type.element, element)) return source.refs;
    return packLeaves(
      element,
      [...source].map(item => refsFor(element, item)),
    );
  }
  if (!Array.isArray(source)) mismatch({ kind: 'vec', element, length }, source);
  if (source.length !== length)
    fail('HW012', `an array of ${source.length} where ${length} elements are needed`, `give ${length} elements`);
  return packLeaves(
    element,
    source.map(item => refsFor(element, item, precision)),
  );
}

/** Joins the leaves of the elements of a vector, lane after lane. */
export function packLeaves(element: Type, items: readonly (readonly Ref[])[]): readonly Ref[] {
  if (items.length === 1) return items[0]!;
  return leavesOf(element).map((leaf, i) =>
    emit(
      'pack',
      widthOf(leaf.type),
      formatOf(leaf.type),
      items.map(item => single(item[i]!, leaf.lanes)),
      { lanes: leaf.lanes * items.length },
    ),
  );
}

/** A leaf of an element as it is; inside `lanewise` it would stand for many. */
const single = (r: Ref, lanes: number): Ref => (lanes === 1 ? { ...r, id: oneOf(r, 'an element') } : r);

function bundleRefs(type: Extract<Type, { kind: 'bundle' }>, source: unknown, precision: Precision): readonly Ref[] {
  if (typeof source !== 'object' || source === null || source instanceof Signal || source instanceof Vec)
    mismatch(type, source);
  const value = source as Record<string, unknown>;
  const extra = Object.keys(value).filter(key => !(key in type.fields));
  const missing = Object.keys(type.fields).filter(key => !(key in value));
  if (extra.length || missing.length)
    fail(
      'HW012',
      `the fields ${missing.length ? `${missing.join(', ')} are missing` : `${extra.join(', ')} are not there`} in ${show(type)}`,
      `give exactly ${Object.keys(type.fields).join(', ')}`,
    );
  return Object.entries(type.fields).flatMap(([key, field]) => refsFor(field as Type, value[key], precision));
}

function mismatch(type: Type, value: unknown): never {
  const cases = type.kind === 'enum' ? `one of ${type.cases.map(name => `'${name}'`).join(', ')}` : `a ${show(type)}`;
  const what = isHardware(value) ? show(typeOf(value)) : describe(value);
  fail('HW012', `${what} where ${show(type)} is needed`, `give ${cases}`);
}
