/** The part of Yosys's JSON that the evaluator reads. A bit is a net number or a constant. */
export type Bit = number | '0' | '1' | 'x' | 'z';

export interface JsonCell {
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly connections: Readonly<Record<string, readonly Bit[]>>;
}

export interface JsonModule {
  readonly ports: Readonly<Record<string, { readonly direction: string; readonly bits: readonly Bit[] }>>;
  readonly cells: Readonly<Record<string, JsonCell>>;
  readonly netnames: Readonly<
    Record<string, { readonly bits: readonly Bit[]; readonly attributes: Readonly<Record<string, string>> }>
  >;
}

/** A parameter that Yosys writes as a string of bits. */
export const paramNumber = (cell: JsonCell, name: string): number => Number.parseInt(cell.parameters[name] ?? '0', 2);

/** A parameter as single bits, the lowest first. */
export const paramBits = (cell: JsonCell, name: string): number[] =>
  [...(cell.parameters[name] ?? '')].reverse().map(bit => (bit === '1' ? 1 : 0));

/** A parameter as a number of any size; unknown bits are 0. */
export const paramValue = (cell: JsonCell, name: string): bigint =>
  BigInt(`0b${(cell.parameters[name] ?? '0').replace(/[^01]/g, '0')}`);
