import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Where `npm run test:peers` puts the reader: it is no dependency, since its install would compile C. */
export const readerFolder = fileURLToPath(new URL('../../out/peers', import.meta.url));
export const readerPackage = 'vcd-stream@1.5.0';

interface Scope {
  readonly kind: 'scope';
  readonly name: string;
  readonly body: readonly (Scope | Variable)[];
}
interface Variable {
  readonly kind: 'var';
  readonly type: string;
  readonly size: number;
  readonly link: string;
  readonly name: string;
}
type OnChange = (id: string, time: bigint, command: number, value?: bigint, mask?: bigint) => void;
interface Reader {
  readonly info: { readonly wires: Scope };
  readonly change: { any(use: OnChange): void };
  write(text: Buffer): void;
}

/** Full names with bits and identifier, and every change of a number in the order of the file. */
export interface OutsideVcd {
  readonly variables: readonly { readonly name: string; readonly size: number; readonly id: string }[];
  readonly changes: readonly { readonly time: number; readonly id: string; readonly value: bigint }[];
}

/** The WebAssembly half of the package, if it is there. */
export function outsideReader(): ((text: string) => Promise<OutsideVcd>) | undefined {
  const require = createRequire(`${readerFolder}/`);
  let create: () => Promise<unknown>;
  let parser: (wasm: unknown) => Promise<Reader>;
  try {
    create = require('vcd-stream/out/vcd.js');
    parser = require('vcd-stream/lib/web-vcd-parser.js');
  } catch {
    return undefined;
  }
  return async text => {
    const reader = await parser(await create());
    const changes: { time: number; id: string; value: bigint }[] = [];
    reader.change.any((id, time, command, value, mask) => {
      if (mask !== undefined && mask !== 0n) throw new Error(`${id} is unknown or floats at ${time}`);
      // 14 and 15 are the changes of a single bit.
      const number = command === 14 ? 0n : command === 15 ? 1n : value;
      if (number !== undefined) changes.push({ time: Number(time), id, value: number });
    });
    reader.write(Buffer.from(text));
    return { variables: variablesOf(reader.info.wires, []), changes };
  };
}

function variablesOf(scope: Scope, path: readonly string[]): OutsideVcd['variables'] {
  return scope.body.flatMap(item => {
    if (item.kind === 'scope') return variablesOf(item, [...path, item.name]);
    const isNumber = item.type === 'wire' || item.type === 'reg';
    return isNumber ? [{ name: [...path, item.name].join('.'), size: item.size, id: item.link }] : [];
  });
}
