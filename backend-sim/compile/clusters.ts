import type { Support } from './support.js';

/** A task as clustering sees it: what it touches, and the instance that it stands in. */
export interface Atom extends Support {
  readonly scope: number;
}

/** Operations of a cluster. */
export interface ClusterSizes {
  /** A flag costs about as much as two operations, and a change that has to be noticed three. */
  readonly least: number;
  /** Beyond this two parts are kept apart, so that one may rest while the other works. */
  readonly most: number;
  /** A value that several parts need, or that a part needs in every cycle, is kept from this size on. */
  readonly cut: number;
}

export const clusterSizes: ClusterSizes = { least: 16, most: 6000, cut: 64 };

/** Readers of one piece of state beyond which it says nothing about who belongs together. */
const widest = 64;
/** Readers of a state times what each of them reads: above this a connection is a border. */
const weakest = 400;

/**
 * Sorts tasks into clusters that are likely to work and to rest together: those under one condition, and those that
 * read what the other writes. The connections that few share come first, within an instance before across instances;
 * connections across instances and weak ones only serve to give what is too small for a flag of its own a place.
 * Returns a number for every task; undefined for those that remain too small.
 */
export function clustersOf(atoms: readonly Atom[], { least, most }: ClusterSizes): (number | undefined)[] {
  const parent = atoms.map((_, i) => i);
  const weight = atoms.map(atom => atom.weight);
  const rootOf = (start: number): number => {
    let at = start;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (const { a, b, weak } of linksOf(atoms)) {
    const [x, y] = [rootOf(a), rootOf(b)];
    if (x === y || weight[x]! + weight[y]! > most) continue;
    if (weak && weight[x]! >= least && weight[y]! >= least) continue;
    const [to, from] = x < y ? [x, y] : [y, x];
    parent[from] = to;
    weight[to]! += weight[from]!;
  }
  return atoms.map((_, i) => (weight[rootOf(i)]! >= least ? rootOf(i) : undefined));
}

interface Link {
  readonly a: number;
  readonly b: number;
  readonly weak: boolean;
  readonly cost: number;
}

/** Pairs of tasks that may belong together, the closest first. */
function linksOf(atoms: readonly Atom[]): Link[] {
  const groups = { writers: new Map<unknown, number[]>(), readers: new Map<unknown, number[]>() };
  const conds = new Map<unknown, number[]>();
  const add = (map: Map<unknown, number[]>, key: unknown, atom: number): void => {
    const known = map.get(key);
    if (known) known.push(atom);
    else map.set(key, [atom]);
  };
  atoms.forEach(({ control, payload, writes, cond }, i) => {
    for (const key of writes) add(groups.writers, key, i);
    for (const key of control) add(groups.readers, key, i);
    for (const key of payload) add(groups.readers, key, i);
    if (cond) add(conds, cond, i);
  });
  const links: Link[] = [];
  const link = (a: number, b: number, cost: number): void => {
    const weak = cost > weakest || atoms[a]!.scope !== atoms[b]!.scope;
    if (a !== b) links.push({ a, b, weak, cost: weak ? cost + weakest : cost });
  };
  for (const group of conds.values()) for (const atom of group) link(group[0]!, atom, 0);
  for (const [key, writers] of groups.writers) {
    for (const writer of writers) link(writers[0]!, writer, 0);
    const readers = groups.readers.get(key) ?? [];
    if (readers.length > widest) continue;
    for (const reader of readers) {
      const { control, payload } = atoms[reader]!;
      link(writers[0]!, reader, readers.length * (control.length + payload.length));
    }
  }
  return links.sort((a, b) => a.cost - b.cost);
}
