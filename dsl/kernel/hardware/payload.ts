import type { Ref } from '../../scope/ref.js';
import { fail } from '../../scope/report.js';
import { leavesOf, widthOf } from '../../type/leaf.js';
import { bool, bundle, sint, uint, vec } from '../../type/make.js';
import { show } from '../../type/show.js';
import type { Type } from '../../type/type.js';
import type { Kernel, Leaf } from '../ir.js';
import { shaped, type Word } from './operate.js';

/** The hardware type of some leaves: bundles for records and tuples, vectors for arrays. */
export function typeOfLeaves(leaves: readonly Leaf[]): Type {
  const [first] = leaves;
  if (leaves.length === 1 && first!.path.length === 0) return leafType(first!);
  const fields = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    const [head, ...path] = leaf.path;
    const key = String(head);
    fields.set(key, [...(fields.get(key) ?? []), { ...leaf, path }]);
  }
  return bundle(Object.fromEntries([...fields].map(([key, inner]) => [key, typeOfLeaves(inner)])));
}

const leafType = (leaf: Leaf): Type =>
  leaf.shape.reduceRight<Type>((element, length) => vec(element, length), scalarType(leaf));

function scalarType(leaf: Leaf): Type {
  if ((leaf as { readonly bool?: boolean }).bool) return bool;
  const { signed, width } = leaf.type;
  return signed ? sint(width) : uint(width);
}

/** The leaves of an element: those of the parameter itself when there is one, otherwise of a bundle of all. */
export function elementLeaves({ params }: Kernel): readonly Leaf[] {
  const heads = new Set(params.map(({ path }) => path[0]));
  return heads.size === 1 ? params.map(leaf => ({ ...leaf, path: leaf.path.slice(1) })) : params;
}

/** The type of an element that a kernel takes. */
export const elementType = (kernel: Kernel): Type => typeOfLeaves(elementLeaves(kernel));

export const resultType = (kernel: Kernel): Type => typeOfLeaves(kernel.results);

/** The parameters of a kernel by name, with their types. */
export function paramTypes({ params }: Kernel): (readonly [string, Type])[] {
  const byName = new Map<string, Leaf[]>();
  for (const leaf of params) {
    const name = String(leaf.path[0]);
    byName.set(name, [...(byName.get(name) ?? []), { ...leaf, path: leaf.path.slice(1) }]);
  }
  return [...byName].map(([name, leaves]) => [name, typeOfLeaves(leaves)] as const);
}

/** What the parameters of a kernel consist of, in order. */
export const paramsOf = ({ params }: Kernel, refs: readonly Ref[]): Word[] =>
  params.map(({ type: { signed } }, i) => ({ ref: refs[i]!, signed }));

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

/** Results as wide as their types. */
export const resultRefs = ({ results }: Kernel, words: readonly Word[]): Ref[] =>
  results.map(({ type: { width, signed }, shape }, i) => {
    const lanes = shape.reduce((product, length) => product * length, 1);
    return shaped(words[i]!, { width, signed, lanes }).ref;
  });
