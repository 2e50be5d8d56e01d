import { type Design, moduleOf } from '../../dsl/ir/index.js';
import { fail } from '../error.js';
import type { Signal } from '../machine.js';
import { didYouMean } from '../value/near.js';
import { type Tree, treeOf, wayOf } from '../value/tree.js';

/** What a name stands for: a value, or one element of it. */
export interface Target {
  /** As the user wrote it. */
  readonly name: string;
  readonly tree: Tree;
  /** Position within vectors, as `decode` counts it. */
  readonly at: number;
}

/** Everything in a design that has a name. */
export interface Names {
  /** The ports of the top, nested as declared, and its resets. */
  readonly ports: ReadonlyMap<string, Tree>;
  /**
   * Finds a port by the way to it (`pixel.red`, `taps.3`), or any signal by its instance path (`u_line.count`,
   * with or without the top's name in front).
   *
   * @throws SimulationError with near names when there is none.
   */
  find(name: string): Target;
}

export function namesOf(design: Design, signals: readonly Signal[]): Names {
  const top = moduleOf(design, design.top);
  const byPath = new Map<string, number>();
  signals.forEach(({ path }, i) => {
    if (!byPath.has(path.join('.'))) byPath.set(path.join('.'), i);
  });
  const leafOf = (signal: number) => ({ signal, ...pick(signals[signal]!) });
  const branches = top.ports.map(port => ({
    shape: wayOf(port.path, port.lanes, port.shape),
    leaf: leafOf(byPath.get(port.name)!),
  }));
  signals.forEach(({ kind, path }, i) => {
    if (kind === 'reset') branches.push({ shape: path, leaf: leafOf(i) });
  });
  const tree = treeOf(branches);
  const ports = tree.kind === 'fields' ? tree.fields : new Map<string, Tree>();

  const cache = new Map<string, Target>();
  const look = (name: string): Target => {
    const port = walk(tree, name);
    if (port) return { name, ...port };
    const bare = name.startsWith(`${top.name}.`) ? name.slice(top.name.length + 1) : name;
    const signal = byPath.get(name) ?? byPath.get(bare);
    if (signal === undefined) {
      return fail(
        `there is no signal '${name}' in '${top.name}'.${didYouMean(name, [...ports.keys(), ...byPath.keys()])}`,
      );
    }
    const leaf = leafOf(signal);
    return { name, tree: treeOf([{ shape: wayOf([], leaf.lanes, undefined), leaf }]), at: 0 };
  };
  return {
    ports,
    find(name) {
      const known = cache.get(name);
      if (known) return known;
      const found = look(name);
      cache.set(name, found);
      return found;
    },
  };
}

const pick = ({ width, lanes, format }: Signal) => ({ width, lanes, format });

/** Follows `a.b.3` through fields and elements. */
function walk(tree: Tree, name: string): { tree: Tree; at: number } | undefined {
  let here: Tree | undefined = tree;
  let at = 0;
  for (const part of name.split('.')) {
    if (here?.kind === 'fields') here = here.fields.get(part);
    else if (here?.kind === 'elements' && /^\d+$/.test(part) && Number(part) < here.length) {
      at = at * here.length + Number(part);
      here = here.element;
    } else return undefined;
  }
  return here && { tree: here, at };
}
