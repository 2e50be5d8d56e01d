import type { AcceleratorConfig } from '../../config.js';
import type { FaultName } from '../../fault.js';

/** What is wrong with a field of an instruction, whatever else is in the program. */
export interface Problem {
  /** What the accelerator reports. */
  readonly fault: FaultName;
  readonly field: string;
  /** What it is, and what it may be: `is 0, and has to be at least 1`. */
  readonly message: string;
}

/** What an instruction is checked against. */
export interface Surroundings {
  readonly config: AcceleratorConfig;
  /** Bytes of each region. */
  readonly sizes: { readonly constants: number; readonly work: number };
}

export const problem = (fault: FaultName, field: string, message: string): Problem => ({ fault, field, message });

/** Fields that count something, and of which there is at least one. */
export const atLeastOne = <F extends Readonly<Record<string, number>>>(fields: F, ...names: (keyof F & string)[]) =>
  names.filter(name => fields[name] === 0).map(name => problem('field', name, 'is 0, and has to be at least 1'));

/** A box in a memory on the chip or outside: how many there are in each direction, and how far it is to the next. */
export type Extent = readonly (readonly [count: number, step: number])[];

/** How far it is from the first of a box to its last. */
export const reach = (extent: Extent): number => extent.reduce((sum, [count, step]) => sum + (count - 1) * step, 0);

/** That the words of a box are words of a memory. */
export function within(field: string, memory: string, words: number, base: number, extent: Extent): Problem[] {
  const last = base + reach(extent);
  return last < words
    ? []
    : [problem('field', field, `leads to word ${last} of the ${memory} memory, which has ${words}`)];
}

/** That an address, a step or a number of bytes is a multiple of a word. */
export const aligned = (fields: Readonly<Record<string, number>>, unit: number, ...names: string[]): Problem[] =>
  names
    .filter(name => fields[name]! % unit !== 0)
    .map(name => problem('alignment', name, `is ${fields[name]}, which is no multiple of ${unit}`));

/** That the rows of a box begin at multiples of a word; steps that are never taken may be anything. */
export function alignedRows(
  fields: Readonly<
    Record<'address' | 'imageStride' | 'blockStride' | 'rowStride' | 'images' | 'blocks' | 'rows', number>
  >,
  unit: number,
): Problem[] {
  const { images, blocks, rows } = fields;
  const taken = [
    ...(rows > 1 ? ['rowStride'] : []),
    ...(blocks > 1 ? ['blockStride'] : []),
    ...(images > 1 ? ['imageStride'] : []),
  ];
  return aligned(fields, unit, 'address', ...taken);
}

/** The regions by their numbers. */
export const regionNames = ['constants', 'work'] as const;

export interface Span {
  /** The field that has the address, and the one that has the region. */
  readonly field: string;
  readonly address: number;
  readonly region: number;
  readonly bytes: number;
  readonly written?: boolean;
}

/** The fault of bytes that a unit is about to ask for, an access at a time. */
export function accessFault(around: Surroundings, span: Span, unit: number): FaultName {
  const [outside] = inRegion(around, span);
  if (outside) return outside.fault;
  return span.address % unit === 0 ? 'none' : 'alignment';
}

/** That bytes lie in a region, which may be written if they are. */
export function inRegion({ sizes }: Surroundings, { field, address, region, bytes, written }: Span): Problem[] {
  const name = regionNames[region];
  if (!name) return [problem('address', field, `is in region ${region}: there are 0 constants and 1 work`)];
  if (written && name === 'constants') return [problem('address', field, 'is in the constants, which are only read')];
  const size = sizes[name];
  if (address + bytes <= size) return [];
  return [problem('address', field, `leads to byte ${address + bytes} of the ${name}, which have ${size}`)];
}
