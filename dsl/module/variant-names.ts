import { styleOf } from '../clock/domain.js';
import type { Built } from '../scope/scope.js';
import { flatten, hash, lookOf } from './params.js';

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
    built =>
      new Map([
        ...flatten(built.params),
        ['clock', styleOf(built.ambient)],
        ...(built.clear === undefined ? [] : ([['clear', '']] as [string, string][])),
      ] as [string, string][]),
  );
  const keys = [...new Set(params.flatMap(map => [...map.keys()]))];
  const differing = keys.filter(key => new Set(params.map(map => map.get(key))).size > 1);
  const short = new Map(differing.map(key => [key, shortest(key, differing)]));
  const suffixes = params.map(map =>
    differing
      .filter(key => map.has(key))
      .map(key => `_${short.get(key)}${map.get(key)!.replaceAll(/\W+/g, '_')}`)
      .join(''),
  );
  // Texts may still be equal where values are not (1 and '1'): then the whole of the parameters decides, and among
  // those that look the same (two functions of one text, two modules of one name) the order in which they are built.
  const fallback = variants.map(built => `_${hash(lookOf(built.params))}`);
  return suffixes.map((text, i) => {
    if (text.length <= 60 && count(suffixes, text) === 1) return text;
    const before = count(fallback.slice(0, i), fallback[i]!);
    return before === 0 ? fallback[i]! : `${fallback[i]}_${before}`;
  });
}

const count = (items: readonly string[], wanted: string): number => items.filter(item => item === wanted).length;

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
