import { keywords } from './keywords.js';

/** Something that wants a name. */
export interface Claim {
  readonly wanted: string;
  /** What it is, in a word: tried behind the name when that is taken by something stronger. */
  readonly role: string;
}

/** Letters, digits and underscores, not starting with a digit; a keyword gets an underscore behind it. */
export function legal(wanted: string): string {
  const clean = wanted.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=[0-9])/, '_') || '_';
  return keywords.has(clean) ? `${clean}_` : clean;
}

/**
 * Names for claims of equal strength, in their order. Several that want one name become `x_0`, `x_1` ...; a single
 * one whose name is taken becomes `x_reg`, say. Only claims to the same name matter to each other, so an edit elsewhere
 * moves nothing. Adds what it gives to `taken`.
 */
export function settle(claims: readonly Claim[], taken: Set<string>): string[] {
  const wanted = claims.map(claim => legal(claim.wanted));
  const count = new Map<string, number>();
  for (const name of wanted) count.set(name, (count.get(name) ?? 0) + 1);
  const claim = (name: string): string => {
    taken.add(name);
    return name;
  };
  const isFree = (name: string): boolean => !taken.has(name) && !count.has(name);
  const next = new Map<string, number>();
  const numbered = (base: string, name: string): string => {
    for (let i = next.get(name) ?? 0; ; i++) {
      if (!isFree(`${base}_${i}`)) continue;
      next.set(name, i + 1);
      return claim(`${base}_${i}`);
    }
  };
  return wanted.map((name, i) => {
    if (count.get(name)! > 1) return numbered(name, name);
    if (!taken.has(name)) return claim(name);
    const withRole = `${name}_${claims[i]!.role}`;
    return isFree(withRole) ? claim(withRole) : numbered(withRole, name);
  });
}
