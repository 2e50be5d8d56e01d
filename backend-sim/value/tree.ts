import type { Format, Shape } from '../../dsl/ir/index.js';

/** One signal as a part of a larger value. */
export interface Leaf {
  readonly signal: number;
  readonly width: number;
  readonly lanes: number;
  readonly format: Format;
}

/** How a value is put together: from fields, from elements, or a single number of one lane of a leaf. */
export type Tree =
  | { readonly kind: 'leaf'; readonly leaf: Leaf }
  | { readonly kind: 'fields'; readonly fields: ReadonlyMap<string, Tree> }
  | { readonly kind: 'elements'; readonly length: number; readonly element: Tree };

/** A leaf with the way to it. */
export interface Branch {
  readonly shape: Shape;
  readonly leaf: Leaf;
}

/** The way of an IR value: as declared, or its path with all lanes as one vector. */
export const wayOf = (path: readonly string[], lanes: number, shape: Shape | undefined): Shape =>
  shape ?? (lanes > 1 ? [...path, lanes] : path);

/** The value that consists of these leaves; none at all is an empty object. */
export function treeOf(branches: readonly Branch[]): Tree {
  const [first] = branches;
  const step = first?.shape[0];
  const rest = (branch: Branch): Branch => ({ shape: branch.shape.slice(1), leaf: branch.leaf });
  if (first && step === undefined) return { kind: 'leaf', leaf: first.leaf };
  if (typeof step === 'number') return { kind: 'elements', length: step, element: treeOf(branches.map(rest)) };
  const groups = new Map<string, Branch[]>();
  for (const branch of branches) {
    const name = String(branch.shape[0]);
    groups.set(name, [...(groups.get(name) ?? []), rest(branch)]);
  }
  return { kind: 'fields', fields: new Map([...groups].map(([name, group]) => [name, treeOf(group)])) };
}

/** The leaves of a value, in order. */
export function leavesOf(tree: Tree): Leaf[] {
  if (tree.kind === 'leaf') return [tree.leaf];
  if (tree.kind === 'elements') return leavesOf(tree.element);
  return [...tree.fields.values()].flatMap(leavesOf);
}
