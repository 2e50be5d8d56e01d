import type { Stmt } from '../../dsl/ir/index.js';
import { collapse } from './collapse.js';
import type { Graph } from './graph.js';
import type { Low } from './low.js';
import { eqWords, type Word } from './word.js';

/** What happens to one target, by the conditions in force: nothing (`keep`), or `value` is assigned. */
export type Tree<T> = Keep | Leaf<T> | Choice<T>;

interface Keep {
  readonly kind: 'keep';
}

interface Leaf<T> {
  readonly kind: 'leaf';
  readonly value: T;
}

export interface Choice<T> {
  readonly kind: 'if';
  readonly cond: Low;
  readonly then: Tree<T>;
  readonly else: Tree<T>;
}

export const keep: Keep = { kind: 'keep' };
export const leaf = <T>(value: T): Tree<T> => ({ kind: 'leaf', value });

/** The tree that decides by `cond`. */
export function choose<T>(cond: Low, then: Tree<T>, otherwise: Tree<T>): Tree<T> {
  if (cond.op === 'const') return cond.value ? then : otherwise;
  if (cond.op === 'not') return choose(cond.args[0]!, otherwise, then);
  if (then === otherwise || (then.kind === 'leaf' && otherwise.kind === 'leaf' && then.value === otherwise.value)) {
    return then;
  }
  return { kind: 'if', cond, then, else: otherwise };
}

/** What a tree needs to know of the place that its statements stand in. */
export interface TreeContext<T> {
  readonly graph: Graph;
  /** The first lane of a node of this instance. */
  word(node: number): Word;
  /** What an action assigns; undefined: nothing to this target. `before` is the tree so far. */
  act(stmt: Stmt, before: Tree<T>): Tree<T>;
  /**
   * One value for a tree that would otherwise be repeated in several branches; absent: repeat it.
   * Where the tree assigns nothing, the value may be any.
   */
  flatten?(tree: Tree<T>): Tree<T>;
}

/** The decision tree of statements that all drive one target: the last one that applies wins. */
export function treeOf<T>(context: TreeContext<T>, stmts: readonly Stmt[], before: Tree<T> = keep): Tree<T> {
  const { graph: g } = context;
  let tree = before;
  for (const stmt of stmts) {
    if (stmt.kind === 'if') {
      const cond = context.word(stmt.cond)[0]!;
      if (cond.op === 'const') {
        tree = treeOf(context, cond.value ? stmt.then : stmt.else, tree);
        continue;
      }
      tree = sequence(context, tree, choose(cond, treeOf(context, stmt.then), treeOf(context, stmt.else)));
    } else if (stmt.kind === 'case') {
      const subject = context.word(stmt.subject);
      const width = subject.reduce((bits, limb) => bits + limb.width, 0);
      const covered = stmt.arms.reduce((count, arm) => count + arm.match.length, 0) === 2 ** Math.min(width, 64);
      const arms = [...stmt.arms].reverse();
      let chosen: Tree<T> = treeOf(context, stmt.default ?? []);
      arms.forEach((arm, i) => {
        const body = treeOf(context, arm.body);
        if (covered && i === 0) chosen = body;
        else chosen = choose(matches(g, subject, arm.match), body, chosen);
      });
      tree = sequence(context, tree, chosen);
    } else {
      tree = context.act(stmt, tree);
    }
  }
  return tree;
}

/** True when the subject is one of these values. */
function matches(g: Graph, subject: Word, values: readonly bigint[]): Low {
  return values
    .map(value =>
      eqWords(
        g,
        subject,
        subject.map((limb, i) => g.constant(value >> BigInt(64 * i), limb.width)),
      ),
    )
    .reduce((any, one) => g.or(any, one), g.constant(0n, 1));
}

/** First the one, then the other. */
function sequence<T>(context: TreeContext<T>, first: Tree<T>, then: Tree<T>): Tree<T> {
  if (first.kind === 'keep') return then;
  const repeated = first.kind === 'if' && keeps(then) > 1;
  if (!repeated || !context.flatten) return fill(then, first);
  // Inside a branch nobody knows yet what was there before: then the value comes with the condition that it is set.
  return fill(then, choose(assigns(context.graph, first), context.flatten(first), keep));
}

/** The condition that a tree assigns something. */
const assigns = (g: Graph, tree: Tree<unknown>): Low =>
  collapse(
    g,
    rebuild(tree, end => leaf(g.constant(end.kind === 'leaf' ? 1n : 0n, 1))),
    g.constant(0n, 1),
    g.mux,
  );

/** Places where a tree assigns nothing. */
function keeps(tree: Tree<unknown>): number {
  let count = 0;
  let at = tree;
  for (; at.kind === 'if'; at = at.else) count += keeps(at.then);
  return count + (at.kind === 'keep' ? 1 : 0);
}

const fill = <T>(tree: Tree<T>, before: Tree<T>): Tree<T> => rebuild(tree, end => (end.kind === 'keep' ? before : end));

/** The same tree with other values. */
export const mapLeaves = <T, U>(tree: Tree<T>, map: (value: T) => U): Tree<U> =>
  rebuild(tree, end => (end.kind === 'leaf' ? leaf(map(end.value)) : keep));

/** The same tree with other ends. Chains may be long, so that it goes along them without recursion. */
export function rebuild<T, U>(tree: Tree<T>, end: (end: Keep | Leaf<T>) => Tree<U>): Tree<U> {
  const chain: { readonly cond: Low; readonly then: Tree<U> }[] = [];
  let at = tree;
  for (; at.kind === 'if'; at = at.else) chain.push({ cond: at.cond, then: rebuild(at.then, end) });
  return chain.reduceRight((rest, { cond, then }) => choose(cond, then, rest), end(at));
}
