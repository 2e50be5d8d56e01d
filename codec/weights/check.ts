import { CodecError } from '../error.js';
import { isCounter } from './names.js';
import { quote } from './quote.js';
import type { Weights } from './weights.js';

/** Names of one kind that an error lists. */
const mostListed = 20;

/**
 * Holds weights against what a network expects: every tensor there, of its shape, and no others, but for counters of
 * batches (`num_batches_tracked`).
 *
 * @param expected the shape of each tensor by its name, as `parametersOf` gives them
 * @param options.name what errors call the weights
 * @param options.others whether there may be others: a decoder finds a detector beside what it needs
 * @throws CodecError that lists all that is missing, of another shape, or more than expected
 */
export function checkWeights(
  expected: ReadonlyMap<string, readonly number[]>,
  weights: Weights,
  { name: file = 'memory', others = false }: { readonly name?: string; readonly others?: boolean } = {},
): void {
  const missing: string[] = [];
  const misshapen: string[] = [];
  for (const [name, shape] of expected) {
    const found = weights.get(name)?.shape;
    if (!found) missing.push(`${name} ${shown(shape)}`);
    else if (found.join() !== shape.join()) misshapen.push(`${name} is ${shown(found)}, not ${shown(shape)}`);
  }
  const extra = others ? [] : [...weights.keys()].filter(name => !expected.has(name) && !isCounter(name)).map(quote);
  const lists = [
    ...listed('missing', missing),
    ...listed('of another shape', misshapen),
    ...listed('not of this network', extra),
  ];
  if (lists.length > 0)
    throw new CodecError(
      `the weights in ${file} do not fit the network:\n${lists.join('\n')}`,
      'give the configuration that they were trained with',
    );
}

const shown = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

function listed(what: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const rest = items.length - mostListed;
  const lines = items.slice(0, mostListed).map(item => `    ${item}`);
  return [`  ${items.length} ${what}:`, ...lines, ...(rest > 0 ? [`    and ${rest} more`] : [])];
}
