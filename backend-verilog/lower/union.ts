/** Groups members that share a key, directly or through others. Order of first appearance throughout. */
export function groupBy<T>(members: readonly T[], keysOf: (member: T) => readonly string[]): T[][] {
  const parent = members.map((_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root]!;
    while (parent[i] !== root) [parent[i], i] = [root, parent[i]!];
    return root;
  };
  const owner = new Map<string, number>();
  members.forEach((member, i) => {
    for (const key of keysOf(member)) {
      const other = owner.get(key);
      if (other === undefined) owner.set(key, i);
      else parent[Math.max(find(i), find(other))] = Math.min(find(i), find(other));
    }
  });
  const groups = new Map<number, T[]>();
  members.forEach((member, i) => {
    const root = find(i);
    const group = groups.get(root);
    if (group) group.push(member);
    else groups.set(root, [member]);
  });
  return [...groups.values()];
}
