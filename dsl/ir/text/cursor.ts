/** One token: a reference `%3`, a number, a quoted string, a word, or a mark. */
const token = /\s*(?:(%\d+)|(-?\d[\w.+-]*)|("(?:[^"\\]|\\.)*")|([A-Za-z_$][\w$.]*)|(.))/y;

/** Reads one line from left to right. Every method that does not find what it wants throws, naming the line. */
export interface Cursor {
  /** Whether `text` comes next; it is then passed over. */
  accept(text: string): boolean;
  expect(text: string): void;
  /** A word, or a quoted string. */
  word(): string;
  ref(): number;
  int(): number;
  big(): bigint;
  /** A number, or a quoted string. */
  value(): number | string;
  /** What comes next, without passing over it; empty at the end. */
  peek(): string;
  fail(wanted: string): never;
}

export function cursor(text: string, line: number): Cursor {
  const tokens: string[] = [];
  const trimmed = text.trim();
  token.lastIndex = 0;
  while (token.lastIndex < trimmed.length) tokens.push(token.exec(trimmed)![0].trim());
  let at = 0;
  const peek = (): string => tokens[at] ?? '';
  const fail = (wanted: string): never => {
    throw new Error(`line ${line}: expected ${wanted}, found '${peek() || 'the end of the line'}' in: ${trimmed}`);
  };
  const take = (pattern: RegExp, wanted: string): string => (pattern.test(peek()) ? tokens[at++]! : fail(wanted));
  const accept = (expected: string): boolean => peek() === expected && ++at > 0;
  return {
    accept,
    expect: expected => void (accept(expected) || fail(`'${expected}'`)),
    word: () => {
      const found = take(/^["A-Za-z_$]/, 'a name');
      return found.startsWith('"') ? String(JSON.parse(found)) : found;
    },
    ref: () => Number(take(/^%\d/, 'a node').slice(1)),
    int: () => Number(take(/^-?\d+$/, 'a whole number')),
    big: () => BigInt(take(/^-?\d+$/, 'a whole number')),
    value: () => {
      const found = take(/^[-"\d]/, 'a value');
      return found.startsWith('"') ? String(JSON.parse(found)) : Number(found);
    },
    peek,
    fail,
  };
}
