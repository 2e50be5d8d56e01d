import { createHash } from 'node:crypto';
import { styleOf } from '../clock/domain.js';
import type { Built } from '../scope/scope.js';
import { flatten, textOf } from './params.js';

/**
 * The Verilog name of every module: its own name, and for one that occurs with several parameters the ones that
 * differ, shortened to what tells the parameters apart: `conv3x3_w64_c16`. Never a counter, so an edit elsewhere
 * changes no name.
 */
export function variantNames(all: readonly Built[]): ReadonlyMap<Built, string> {
  const names = new Map<Built, string>();
  for (const [base, variants] of groupBy(all, built => built.options.extern?.verilog ?? built.base)) {
    const external = variants[0]!.options.extern !== undefined;
    const suffixes = variants.length === 1 ? [''] : suffixesOf(variants);
    variants.forEach((built, i) => {
      names.set(built, external && variants.length === 1 ? base : `${base}${suffixes[i]}`);
    });
  }
  return names;
}

function suffixesOf(variants: readonly Built[]): string[] {
  const params = variants.map(
    built => new Map([...flatten(built.params), ['clock', styleOf(built.ambient)] as [string, string]]),
  );
  const keys = [...new Set(params.flatMap(map => [...map.keys()]))];
  const differing = keys.filter(key => new Set(params.map(map => map.get(key))).size > 1);
  const short = new Map(differing.map(key => [key, shortest(key, differing)]));
  const suffixes = params.map(map =>
    differing
      .filter(key => map.has(key) && map.get(key) !== 'undefined')
      .map(key => `_${short.get(key)}${map.get(key)!.replaceAll(/\W+/g, '_')}`)
      .join(''),
  );
  // Texts may still be equal where values are not (1 and '1'): then the whole of the parameters decides.
  return suffixes.map((text, i) =>
    suffixes.indexOf(text) === suffixes.lastIndexOf(text) && text !== '' && text.length <= 60
      ? text
      : `_${createHash('sha1')
          .update(textOf(variants[i]!.params) + variants[i]!.key)
          .digest('hex')
          .slice(0, 6)}`,
  );
}

/** The shortest beginning of a key that no other key shares; parameters without a name have none. */
function shortest(key: string, keys: readonly string[]): string {
  for (let length = 1; length < key.length; length++) {
    const head = key.slice(0, length);
    if (keys.every(other => other === key || !other.startsWith(head))) return head;
  }
  return key;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
