/** The numbers of a VCD file: at each time that it names, the value of every variable by its full name. */
export interface VcdContents {
  /** Full names of all variables of whole numbers, sorted. */
  readonly names: readonly string[];
  readonly at: ReadonlyMap<number, Readonly<Record<string, bigint>>>;
}

/** Reads what matters of a VCD file, for tests. */
export function readVcd(text: string): VcdContents {
  const scopes: string[] = [];
  const byId = new Map<string, string>();
  const at = new Map<number, Record<string, bigint>>();
  let now: Record<string, bigint> = {};
  for (const line of text.split('\n')) {
    const words = line.split(' ');
    if (words[0] === '$scope') scopes.push(words[2]!);
    else if (words[0] === '$upscope') scopes.pop();
    else if (words[0] === '$var' && (words[1] === 'wire' || words[1] === 'reg')) {
      byId.set(words[3]!, [...scopes, words[4]].join('.'));
    } else if (line.startsWith('#')) {
      now = { ...now };
      at.set(Number(line.slice(1)), now);
    } else if (/^[01]\S/.test(line)) set(now, byId.get(line.slice(1)), BigInt(line[0]!));
    else if (line.startsWith('b')) set(now, byId.get(words[1]!), BigInt(`0${words[0]}`));
  }
  return { names: [...byId.values()].sort(), at };
}

function set(values: Record<string, bigint>, name: string | undefined, value: bigint): void {
  if (name !== undefined) values[name] = value;
}
