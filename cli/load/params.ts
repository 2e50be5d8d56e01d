import { CommandError } from '../output/command-error.js';

/**
 * `width=8`, `signed=true`, `kernel=[1,2,1]`, `name=left`: the value is a number, true or false, JSON, or else text.
 * Later ones win. Throws `CommandError` when there is no `=` or the JSON is broken.
 */
export function parseParams(pairs: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.freeze(Object.fromEntries(pairs.map(parsePair)));
}

function parsePair(pair: string): [string, unknown] {
  const at = pair.indexOf('=');
  if (at < 1)
    throw new CommandError(`'${pair}' is not of the form name=value`, { help: '--param width=8', exitCode: 2 });
  return [pair.slice(0, at).trim(), parseValue(pair.slice(at + 1).trim(), pair)];
}

function parseValue(text: string, pair: string): unknown {
  if (/^-?\d+n$/.test(text)) return BigInt(text.slice(0, -1));
  if (/^-?(?:0x[\da-f]+|0b[01]+|\d+)$/i.test(text)) return wholeNumber(text);
  if (/^-?\d*\.?\d+(?:e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  if (!/^[[{"]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(`the value of '${pair}' is not JSON: ${why}`, {
      help: `--param 'kernel=[1,2,1]'`,
      exitCode: 2,
    });
  }
}

/** Beyond 2^53 a number would lose digits. */
export function wholeNumber(text: string): number | bigint {
  const value = text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
  return BigInt(Number(value)) === value ? Number(value) : value;
}

/** Parameters that remember which of them were asked for. */
export function watched(params: Readonly<Record<string, unknown>>): {
  params: Readonly<Record<string, unknown>>;
  read: ReadonlySet<string>;
} {
  const read = new Set<string>();
  const get = (target: Readonly<Record<string, unknown>>, key: string | symbol): unknown => {
    if (typeof key === 'string') read.add(key);
    return Reflect.get(target, key);
  };
  return { params: new Proxy({ ...params }, { get }), read };
}
