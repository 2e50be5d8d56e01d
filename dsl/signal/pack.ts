import { emit, oneOf } from '../scope/emit.js';
import type { Ref } from '../scope/ref.js';
import { fail } from '../scope/report.js';
import { bitsOf, formatOf, leavesOf, widthOf } from '../type/leaf.js';
import { show } from '../type/show.js';
import type { SignalOf, Type } from '../type/type.js';
import { reread, UINT, widthOfRef } from './arith.js';
import { refsOf, typeOf } from './convert.js';
import type { AnySignal } from './mux.js';
import { ref } from './signal.js';
import { UInt } from './uint.js';
import { wrap } from './wrap.js';

/** All bits of some values in one lane: the first value, and lane 0 of it, least significant. */
export function packRefs(type: Type, refs: readonly Ref[]): Ref {
  const leaves = leavesOf(type);
  const flat = refs.map((r, i) => {
    if (leaves[i]!.lanes === 1) oneOf(r, 'a packed value');
    const { lanes, width } = r.scope.nodes[r.id]!;
    return lanes === 1 ? r : emit('reshape', width * lanes, UINT, [r], { lanes: 1 });
  });
  if (flat.length === 1) return flat[0]!;
  const width = flat.reduce((sum, r) => sum + widthOfRef(r), 0);
  return emit('cat', width, UINT, [...flat].reverse());
}

/** The reverse of `packRefs`. */
export function fromRefs<T extends Type>(type: T, packed: Ref): SignalOf<T> {
  let from = 0;
  const leaves = leavesOf(type);
  return wrap(
    type,
    leaves.map(leaf => {
      const width = widthOf(leaf.type);
      const bits = width * leaf.lanes;
      const part = leaves.length === 1 ? packed : emit('slice', bits, UINT, [packed], { from });
      from += bits;
      const format = formatOf(leaf.type);
      return leaf.lanes === 1 ? reread(part, format) : emit('reshape', width, format, [part], { lanes: leaf.lanes });
    }),
  );
}

/** All bits of a signal of any type as one unsigned number; the first field and element 0 are least significant. */
export const asBits = (value: AnySignal): UInt => new UInt(reread(packRefs(typeOf(value), refsOf(value)), UINT));

/** A signal of `type` from its bits, as `asBits` lays them out. */
export function fromBits<T extends Type>(type: T, bits: UInt): SignalOf<T> {
  if (bits.width !== bitsOf(type))
    fail(
      'HW014',
      `${bits.width} bits where ${show(type)} takes ${bitsOf(type)}`,
      `fromBits(type, bits.trunc(${bitsOf(type)}))`,
    );
  return fromRefs(type, bits[ref]);
}
