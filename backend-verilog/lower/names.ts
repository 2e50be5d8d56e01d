import { keywords } from '../rtl/keywords.js';

/** The names taken in one module. */
export interface Names {
  /**
   * A legal name as near to the wanted one as possible; `role` is tried before a number on a clash.
   * Names in `avoid` are free, but not for this.
   */
  take(wanted: string, role?: string, avoid?: ReadonlySet<string>): string;
  all(): ReadonlySet<string>;
}

/** Letters, digits and underscores; a keyword gets an underscore behind it. */
export function legal(wanted: string): string {
  const clean = wanted.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=[0-9])/, '_') || '_';
  return keywords.has(clean) ? `${clean}_` : clean;
}

export function createNames(reserved: readonly string[]): Names {
  const taken = new Set(reserved);
  /** Where to go on counting for a name that many want. */
  const next = new Map<string, number>();
  const claim = (name: string): string => {
    taken.add(name);
    return name;
  };
  return {
    take(wanted, role, avoid) {
      const free = (name: string): boolean => !taken.has(name) && !avoid?.has(name);
      const name = legal(wanted);
      if (free(name)) return claim(name);
      const base = role && !name.endsWith(`_${role}`) ? `${name}_${role}` : name;
      if (free(base)) return claim(base);
      let i = next.get(base) ?? 2;
      while (!free(`${base}_${i}`)) i++;
      next.set(base, i + 1);
      return claim(`${base}_${i}`);
    },
    all: () => taken,
  };
}

/** Longest name that is derived rather than given. */
export const longestName = 32;

/** Joins words to a name of bearable length, cut at a word. */
export function joinName(words: readonly string[]): string {
  const name = words
    .join('_')
    .replace(/__+/g, '_')
    .replace(/^_+|_+$/g, '');
  if (name.length <= longestName) return name;
  const cut = name.lastIndexOf('_', longestName);
  return name.slice(0, cut > 0 ? cut : longestName);
}
