import { Bytes } from './bytes.js';
import type { Code } from './code.js';
import { type ValueType, valueTypes } from './type.js';

/** One function of a module; its number is its position. */
export interface Func {
  readonly code: Code;
  readonly results: readonly ValueType[];
  /** Exported under this name. */
  readonly name?: string;
}

export interface ModuleParts {
  readonly functions: readonly Func[];
  /** Numbers of the functions that `call_indirect` reaches, in table order. */
  readonly table?: readonly number[];
}

/**
 * A WebAssembly module in the binary format. It imports its memory as `env.memory`.
 * Functions of one signature share a type; `typeNumbers` says which number `call_indirect` is to name.
 */
export function assemble({ functions, table = [] }: ModuleParts): Uint8Array<ArrayBuffer> {
  const out = new Bytes().bytes([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  const section = (id: number, fill: (part: Bytes) => void): void => {
    const part = new Bytes();
    fill(part);
    out.byte(id).sized(part);
  };
  const { types, numbers } = typeNumbers(functions);
  section(1, part => {
    part.u32(types.length);
    for (const { params, results } of types) {
      part.byte(0x60).u32(params.length);
      for (const type of params) part.byte(valueTypes[type]);
      part.u32(results.length);
      for (const type of results) part.byte(valueTypes[type]);
    }
  });
  section(2, part => part.u32(1).text('env').text('memory').byte(2).byte(0).u32(0));
  section(3, part => {
    part.u32(functions.length);
    for (const number of numbers) part.u32(number);
  });
  if (table.length > 0) section(4, part => part.u32(1).byte(0x70).byte(0).u32(table.length));
  section(7, part => {
    const named = functions.flatMap(({ name }, i) => (name === undefined ? [] : [{ name, i }]));
    part.u32(named.length);
    for (const { name, i } of named) part.text(name).byte(0).u32(i);
  });
  if (table.length > 0) {
    section(9, part => {
      part.u32(1).u32(0).byte(0x41).s32(0).byte(0x0b).u32(table.length);
      for (const func of table) part.u32(func);
    });
  }
  section(10, part => {
    part.u32(functions.length);
    for (const { code } of functions) part.sized(code.finish());
  });
  return new Uint8Array(out.view());
}

/** The distinct signatures of these functions, and which of them each function has. */
export function typeNumbers(functions: readonly Func[]): {
  readonly types: readonly { readonly params: readonly ValueType[]; readonly results: readonly ValueType[] }[];
  readonly numbers: readonly number[];
} {
  const known = new Map<string, number>();
  const types: { params: readonly ValueType[]; results: readonly ValueType[] }[] = [];
  const numbers = functions.map(({ code, results }) => {
    const key = `${code.params.join()}>${results.join()}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, types.length);
    types.push({ params: code.params, results });
    return types.length - 1;
  });
  return { types, numbers };
}
