/** At most three candidates that a person may have meant, the nearest first. */
export function near(name: string, candidates: Iterable<string>): string[] {
  const limit = Math.max(2, Math.ceil(name.length / 3));
  const wanted = name.toLowerCase();
  return [...new Set(candidates)]
    .map(candidate => ({ candidate, far: distanceTo(wanted, candidate.toLowerCase()) }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** ` Did you mean 'count'?` when something is near, else the empty text. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const found = near(name, candidates);
  return found.length === 0 ? '' : ` Did you mean ${found.map(each => `'${each}'`).join(' or ')}?`;
}

/** Insertions, deletions and replacements between the name and a candidate, or its last part. */
function distanceTo(name: string, candidate: string): number {
  const tail = candidate.slice(candidate.lastIndexOf('.') + 1);
  return Math.min(edits(name, candidate), edits(name, tail) + (tail === candidate ? 0 : 1));
}

function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
