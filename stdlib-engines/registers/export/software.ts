import { widthOf } from '../../../dsl/type/leaf.js';
import { accesses } from '../field.js';
import type { RegisterMap } from '../map.js';
import { snake } from '../names.js';
import type { PlacedField, PlacedRegister } from '../place.js';

/** A field as software sees it. */
export interface SoftwareField extends PlacedField {
  /** Its name in snake case. */
  readonly id: string;
  readonly width: number;
  readonly reads: boolean;
  readonly writes: boolean;
  readonly signed: boolean;
  /** Of fixed point: bits behind the point. */
  readonly frac: number;
  /** Of an enum: its cases in the order of their codes. */
  readonly cases: readonly string[] | undefined;
}

/** A register, or an array of them, as software sees it. */
export interface SoftwareRegister extends Omit<PlacedRegister, 'fields'> {
  readonly id: string;
  readonly fields: readonly SoftwareField[];
  readonly reads: boolean;
  readonly writes: boolean;
  /** A read changes it. */
  readonly readClears: boolean;
  /** Value after reset, as a read would show it. */
  readonly reset: bigint;
}

/** The registers of a map for software, in ascending order of offsets. */
export const softwareOf = ({ placed }: RegisterMap): readonly SoftwareRegister[] =>
  placed.map(register => {
    const fields = register.fields.map(fieldOf);
    const known = fields.filter(({ access, reads }) => reads && access !== 'ro');
    return {
      ...register,
      id: snake(register.name),
      fields,
      reads: fields.some(({ reads }) => reads),
      writes: fields.some(({ writes }) => writes),
      readClears: fields.some(({ access }) => access === 'rc'),
      reset: known.reduce((word, { reset, low }) => word | (reset << BigInt(low)), 0n),
    };
  });

function fieldOf(field: PlacedField): SoftwareField {
  const { type, access, name } = field;
  return {
    ...field,
    reads: accesses[access].reads,
    writes: accesses[access].writes,
    id: snake(name),
    width: widthOf(type),
    signed: type.kind === 'sint' || (type.kind === 'fixed' && type.signed),
    frac: type.kind === 'fixed' ? type.frac : 0,
    cases: type.kind === 'enum' ? type.cases : undefined,
  };
}

/** The bits of a field within its word. */
export const maskOf = ({ low, width }: SoftwareField): bigint => ((1n << BigInt(width)) - 1n) << BigInt(low);

/** The bits of the fields that keep their values when another field is written. */
export const keptBy = (fields: readonly SoftwareField[], written?: SoftwareField): bigint =>
  fields.filter(field => field.access === 'rw' && field !== written).reduce((sum, field) => sum | maskOf(field), 0n);

/** A number of so many bits, in hexadecimal. */
export const hex = (value: bigint | number, bits = 8): string =>
  `0x${value.toString(16).padStart(Math.ceil(bits / 4), '0')}`;

/** `7:4`, or `4` for a single bit. */
export const bitsText = ({ high, low }: PlacedField): string => (high === low ? `${low}` : `${high}:${low}`);

/** What is said of a field: its own words, then how it is accessed. */
export const sayField = ({ doc, access, frac }: SoftwareField): string =>
  [doc, `${accesses[access].doc}${frac > 0 ? `, in units of 2^-${frac}` : ''}`].filter(Boolean).join(' - ');
