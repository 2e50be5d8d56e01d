import type { Ref } from '../../scope/ref.js';
import { fail } from '../../scope/report.js';
import { packLeaves, refsOf } from '../../signal/convert.js';
import type { AnySignal } from '../../signal/mux.js';
import { Vec } from '../../signal/vec.js';
import { wrap } from '../../signal/wrap.js';
import { leavesOf, widthOf } from '../../type/leaf.js';
import { bool, bundle, sint, uint, vec } from '../../type/make.js';
import { show } from '../../type/show.js';
import type { Type } from '../../type/type.js';
import type { Kernel, Leaf } from '../ir.js';
import { shaped, type Word } from './operate.js';

/** The hardware type of some leaves: bundles for records and tuples, vectors for arrays. */
function typeOfLeaves(leaves: readonly Leaf[]): Type {
  if (isOne(leaves)) return leafType(leaves[0]!);
  const parts = partsOf(leaves);
  if (isArray(leaves)) return vec(typeOfLeaves(parts[0]![1]), parts.length);
  return bundle(Object.fromEntries(parts.map(([key, inner]) => [key, typeOfLeaves(inner)])));
}

const isOne = (leaves: readonly Leaf[]): boolean => leaves.length === 1 && leaves[0]!.path.length === 0;

/** An array of records, whose elements are places in a vector. */
const isArray = (leaves: readonly Leaf[]): boolean => typeof leaves[0]!.path[0] === 'number';

/** The fields of a record, the elements of an array, with what each consists of. */
function partsOf<L extends Leaf>(leaves: readonly L[]): [key: string, leaves: L[]][] {
  const parts = new Map<string, L[]>();
  for (const leaf of leaves) {
    const [head, ...path] = leaf.path;
    const key = String(head);
    parts.set(key, [...(parts.get(key) ?? []), { ...leaf, path }]);
  }
  return [...parts];
}

const leafType = (leaf: Leaf): Type =>
  leaf.shape.reduceRight<Type>((element, length) => vec(element, length), scalarType(leaf));

function scalarType(leaf: Leaf): Type {
  if ((leaf as { readonly bool?: boolean }).bool) return bool;
  const { signed, width } = leaf.type;
  return signed ? sint(width) : uint(width);
}

/** The leaves of an element: those of the parameter itself when there is one, otherwise of a bundle of all. */
function elementLeaves({ params }: Kernel): readonly Leaf[] {
  const heads = new Set(params.map(({ path }) => path[0]));
  return heads.size === 1 ? params.map(leaf => ({ ...leaf, path: leaf.path.slice(1) })) : params;
}

/** The type of an element that a kernel takes. */
export const elementType = (kernel: Kernel): Type => typeOfLeaves(elementLeaves(kernel));

export const resultType = (kernel: Kernel): Type => typeOfLeaves(kernel.results);

/** The parameters of a kernel by name, with their types. */
export const paramTypes = ({ params }: Kernel): (readonly [string, Type])[] =>
  partsOf(params).map(([name, leaves]) => [name, typeOfLeaves(leaves)] as const);

/** What the parameters of a kernel consist of, in order: `refs` are the leaves of their types. */
export function paramsOf(kernel: Kernel, refs: readonly Ref[]): Word[] {
  const rest = [...refs];
  const params = new Map<string | number, unknown>(
    paramTypes(kernel).map(([name, type]) => [name, wrap(type, rest.splice(0, leavesOf(type).length))]),
  );
  return kernel.params.map(({ path: [name, ...path], type: { signed } }) => {
    const at = path.reduce((value, key) => partOf(value, key), params.get(name!));
    return { ref: refsOf(at as AnySignal)[0]!, signed };
  });
}

const partOf = (value: unknown, key: string | number): unknown =>
  value instanceof Vec ? value.at(Number(key)) : (value as Readonly<Record<string, unknown>>)[key];

/** A payload as the parameters of a kernel, which it has to be made of. */
export function payloadOf(kernel: Kernel, type: Type, refs: readonly Ref[]): Word[] {
  const wanted = elementType(kernel);
  const leaves = leavesOf(type);
  const needed = leavesOf(wanted);
  const same = leaves.length === needed.length && needed.every((leaf, i) => alike(leaf, leaves[i]!));
  if (!same)
    fail(
      'HW052',
      `kernel ${kernel.name} takes ${show(wanted)}, and is given ${show(type)}`,
      `give it ${show(wanted)}: map the stream to that first`,
    );
  return paramsOf(kernel, refs);
}

type TypeLeaf = ReturnType<typeof leavesOf>[number];

/** The same place, sign and bits; one bit may be a Bool or a UInt. */
const alike = (a: TypeLeaf, b: TypeLeaf): boolean =>
  a.path.join() === b.path.join() &&
  a.lanes === b.lanes &&
  widthOf(a.type) === widthOf(b.type) &&
  (a.type.kind === 'sint') === (b.type.kind === 'sint') &&
  b.type.kind !== 'fixed' &&
  b.type.kind !== 'enum';

/** Results as wide as their types, as the leaves of the type of them all. */
export const resultRefs = ({ results }: Kernel, words: readonly Word[]): readonly Ref[] =>
  gathered(
    results.map((leaf, i) => {
      const { type, shape } = leaf;
      const lanes = shape.reduce((product, length) => product * length, 1);
      return { ...leaf, ref: shaped(words[i]!, { width: type.width, signed: type.signed, lanes }).ref };
    }),
  );

function gathered(leaves: readonly (Leaf & { readonly ref: Ref })[]): readonly Ref[] {
  if (isOne(leaves)) return [leaves[0]!.ref];
  const parts = partsOf(leaves);
  const refs = parts.map(([, inner]) => gathered(inner));
  return isArray(leaves) ? packLeaves(typeOfLeaves(parts[0]![1]), refs) : refs.flat();
}
