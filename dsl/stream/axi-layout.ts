import type { PackedField } from '../ir/index.js';
import { emit } from '../scope/emit.js';
import type { Ref } from '../scope/ref.js';
import { reread, resize, UINT, widthOfRef } from '../signal/arith.js';
import { refsOf } from '../signal/convert.js';
import type { AnySignal } from '../signal/mux.js';
import { wrap } from '../signal/wrap.js';
import { formatOf, leavesOf, widthOf } from '../type/leaf.js';
import { fixedRange, sint, uint, vec } from '../type/make.js';
import { sameType } from '../type/show.js';
import type { ScalarType, SignalOf, Type } from '../type/type.js';

/** Scalars fill whole bytes. */
const bytes = (width: number): number => 8 * Math.ceil(width / 8);

/**
 * The type of `tdata`. Numbers and vectors of numbers stay what they are, in whole bytes, so that benches and waves
 * show them as such; whatever holds a bundle is one word of bits.
 */
export function paddedType(type: Type): Type {
  if (holdsBundle(type)) return uint(paddedBits(type));
  return type.kind === 'vec' ? vec(paddedType(type.element), type.length) : paddedScalar(type as ScalarType);
}

function paddedScalar(type: ScalarType): ScalarType {
  const width = bytes(widthOf(type));
  switch (type.kind) {
    case 'sint':
      return sint(width);
    case 'fixed': {
      const half = 1n << BigInt(width - 1);
      return type.signed
        ? fixedRange(type.frac, -half, half - 1n, true)
        : fixedRange(type.frac, 0n, 2n * half - 1n, false);
    }
    default:
      return uint(width);
  }
}

const holdsBundle = (type: Type): boolean =>
  type.kind === 'bundle' || (type.kind === 'vec' && holdsBundle(type.element));

function paddedBits(type: Type): number {
  if (type.kind === 'vec') return type.length * paddedBits(type.element);
  if (type.kind === 'bundle')
    return Object.values(type.fields).reduce<number>((sum, field) => sum + paddedBits(field as Type), 0);
  return bytes(widthOf(type));
}

const isSigned = (type: ScalarType): boolean => type.kind === 'sint' || (type.kind === 'fixed' && type.signed);

/** Where the scalars of a payload stand in `tdata`; undefined when `tdata` is of the very type of the payload. */
export function layoutOf(type: Type): readonly PackedField[] | undefined {
  if (sameType(type, paddedType(type))) return undefined;
  const { at } = positions(type, 0);
  return leavesOf(type).map(({ shape, type: scalar }, i) => ({
    shape,
    width: widthOf(scalar),
    format: formatOf(scalar),
    at: at[i]!,
  }));
}

/** The lowest bit of each lane of each leaf, when the type begins at bit `from`; and where it ends. */
function positions(type: Type, from: number): { readonly at: readonly (readonly number[])[]; readonly end: number } {
  if (type.kind !== 'vec' && type.kind !== 'bundle') return { at: [[from]], end: from + bytes(widthOf(type)) };
  let end = from;
  const place = (part: Type): readonly (readonly number[])[] => {
    const placed = positions(part, end);
    end = placed.end;
    return placed.at;
  };
  if (type.kind === 'bundle') {
    const at = Object.values(type.fields).flatMap(field => place(field as Type));
    return { at, end };
  }
  const elements = Array.from({ length: type.length }, () => place(type.element as Type));
  return { at: elements[0]!.map((_, leaf) => elements.flatMap(element => element[leaf]!)), end };
}

/** `tdata` for a payload. */
export function packed(type: Type, payload: unknown): unknown {
  if (holdsBundle(type)) return wrap(uint(paddedBits(type)), [bitsOf(type, payload)]);
  const [leaf] = leavesOf(type);
  const [value] = refsOf(payload as AnySignal);
  const padded = leavesOf(paddedType(type))[0]!.type;
  const wide = resize(value!, widthOf(padded), isSigned(leaf!.type));
  return wrap(paddedType(type), [reread(wide, formatOf(padded))]);
}

/** The payload in `tdata`. */
export function unpacked<T extends Type>(type: T, tdata: unknown): SignalOf<T> {
  const [data] = refsOf(tdata as AnySignal);
  if (holdsBundle(type)) return cut(type, data!, 0).signal as SignalOf<T>;
  const [leaf] = leavesOf(type);
  return wrap(type, [reread(resize(data!, widthOf(leaf!.type), false), formatOf(leaf!.type))]);
}

/** The bits of a payload with its scalars in whole bytes, the first least significant. */
function bitsOf(type: Type, value: unknown): Ref {
  if (type.kind === 'vec')
    return join([...(value as Iterable<unknown>)].map(element => bitsOf(type.element as Type, element)));
  if (type.kind === 'bundle')
    return join(
      Object.entries(type.fields).map(([key, field]) => bitsOf(field as Type, (value as Record<string, unknown>)[key])),
    );
  const [bits] = refsOf(value as AnySignal);
  return reread(resize(bits!, bytes(widthOf(type)), isSigned(type)), UINT);
}

const join = (parts: readonly Ref[]): Ref =>
  parts.length === 1
    ? parts[0]!
    : emit(
        'cat',
        parts.reduce((sum, part) => sum + widthOfRef(part), 0),
        UINT,
        [...parts].reverse(),
      );

interface Cut {
  readonly signal: unknown;
  readonly end: number;
}

/** The signal of a type from the bits of `data` at `from` on. */
function cut(type: Type, data: Ref, from: number): Cut {
  const parts: unknown[] = [];
  let at = from;
  const take = (part: Type): void => {
    const { signal, end } = cut(part, data, at);
    parts.push(signal);
    at = end;
  };
  if (type.kind === 'vec') {
    for (let i = 0; i < type.length; i++) take(type.element as Type);
    return { signal: assemble(type, parts), end: at };
  }
  if (type.kind === 'bundle') {
    for (const field of Object.values(type.fields)) take(field as Type);
    return { signal: assemble(type, parts), end: at };
  }
  const width = widthOf(type);
  const bits = emit('slice', width, formatOf(type), [data], { from });
  return { signal: wrap(type, [bits]), end: from + bytes(width) };
}

/** A vector or bundle from its parts. */
function assemble(type: Type, parts: readonly unknown[]): unknown {
  const refs = parts.map(part => refsOf(part as AnySignal));
  if (type.kind === 'bundle') return wrap(type, refs.flat());
  return wrap(
    type,
    leavesOf(type).map((leaf, i) =>
      emit(
        'pack',
        widthOf(leaf.type),
        formatOf(leaf.type),
        refs.map(part => part[i]!),
        { lanes: leaf.lanes },
      ),
    ),
  );
}
