/**
 * The strongly connected components that can be reached from the roots, each after those it depends on (Tarjan).
 * Keys for which `done` answers true are taken as finished and left out.
 */
export function components<K extends string | number>(
  roots: Iterable<K>,
  dependsOn: (key: K) => readonly K[],
  done: (key: K) => boolean,
): K[][] {
  interface Visit {
    readonly key: K;
    readonly order: number;
    readonly next: readonly K[];
    at: number;
    low: number;
    open: boolean;
  }
  const visits = new Map<K, Visit>();
  const open: Visit[] = [];
  const found: K[][] = [];
  const begin = (key: K): Visit => {
    const visit = { key, order: visits.size, next: dependsOn(key), at: 0, low: visits.size, open: true };
    visits.set(key, visit);
    open.push(visit);
    return visit;
  };
  for (const root of roots) {
    if (visits.has(root) || done(root)) continue;
    const path = [begin(root)];
    while (path.length > 0) {
      const visit = path.at(-1)!;
      if (visit.at < visit.next.length) {
        const key = visit.next[visit.at++]!;
        if (done(key)) continue;
        const other = visits.get(key);
        if (!other) path.push(begin(key));
        else if (other.open) visit.low = Math.min(visit.low, other.order);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above) above.low = Math.min(above.low, visit.low);
      if (visit.low !== visit.order) continue;
      const component = open.splice(open.lastIndexOf(visit));
      for (const member of component) member.open = false;
      found.push(component.map(member => member.key));
    }
  }
  return found;
}
