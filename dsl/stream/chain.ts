import type { Scope } from '../scope/scope.js';
import { state } from './state.js';
import type { Stream } from './stream.js';

/** Where a stream without a name comes from: the last one that has a name, and what was done since. */
export interface Chain {
  readonly root: string;
  readonly operators: readonly string[];
  /** The name that it got for that. */
  readonly name: string;
}

/**
 * The chain of what `operator` makes of a stream. It is called after its root and the operator, `x_skid`; when that
 * is taken, after as many of the operators before as make a difference, `x_map_skid`: a long chain has short names.
 */
export function chainOf(source: Stream, operator: string, { streams }: Scope): Chain {
  const { info, chain } = source[state];
  const before = chain && chain.name === info.name ? chain : { root: info.name, operators: [] };
  const own = operator.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
  const operators = [...before.operators, own];
  const taken = new Set(streams.map(({ name }) => name));
  const names = operators.map((_, i) => [before.root, ...operators.slice(-1 - i)].join('_'));
  return { root: before.root, operators, name: names.find(name => !taken.has(name)) ?? names.at(-1)! };
}
