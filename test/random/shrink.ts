/**
 * Every value that is one step simpler: first a list without some of its items, long runs of them before short ones,
 * then a number made 0 or half, anywhere in the value.
 */
export function* simpler<T>(value: T): Generator<T> {
  yield* less(value, 'lists');
  yield* less(value, 'numbers');
}

function* less<T>(value: T, what: 'lists' | 'numbers'): Generator<T> {
  if (typeof value === 'boolean') {
    if (value && what === 'lists') yield false as T;
  } else if (typeof value === 'number') {
    if (value !== 0 && what === 'numbers') yield* [0, Math.floor(value / 2)] as T[];
  } else if (Array.isArray(value)) {
    const isList = what === 'lists' && value.some(item => typeof item === 'object');
    for (let count = value.length; isList && count >= 1; count = Math.floor(count / 2))
      for (let end = value.length; end - count >= 0; end -= count)
        yield [...value.slice(0, end - count), ...value.slice(end)] as T;
    for (const [i, item] of value.entries())
      for (const inner of less(item, what)) yield [...value.slice(0, i), inner, ...value.slice(i + 1)] as T;
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value).reverse())
      for (const inner of less(item, what)) yield { ...value, [key]: inner } as T;
  }
}

/** The simplest value found that still fails: goes to the first simpler one that does, again and again, for some time. */
export async function shrink<T>(start: T, fails: (value: T) => Promise<boolean>, milliseconds: number): Promise<T> {
  const end = performance.now() + milliseconds;
  let best = start;
  for (let found = true; found; ) {
    found = false;
    // What did not help before most likely does not help now: go on from there, and begin again only at the end.
    for (let tried = 0, hit = true; hit; ) {
      hit = false;
      let position = 0;
      for (const candidate of simpler(best)) {
        if (position++ < tried) continue;
        if (performance.now() > end) return best;
        if (await fails(candidate)) {
          best = candidate;
          found = hit = true;
          break;
        }
        tried = position;
      }
    }
  }
  return best;
}
