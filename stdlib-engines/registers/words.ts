import type { Bool } from '../../dsl/signal/bool.js';
import { lit } from '../../dsl/signal/lit.js';
import { named } from '../../dsl/signal/named.js';
import type { UInt } from '../../dsl/signal/uint.js';
import { reg } from '../../dsl/state/reg.js';
import { wire } from '../../dsl/state/wire.js';
import { bool, uint } from '../../dsl/type/make.js';
import { accesses } from './field.js';
import { type FieldHardware, fieldHardware } from './field-hardware.js';
import type { RegisterMap } from './map.js';
import type { PlacedField } from './place.js';

/** One register, or one of an array, as hardware. */
export interface Word {
  readonly register: string;
  /** Its number on the bus, counted in words. */
  readonly index: number;
  readonly fields: readonly (PlacedField & FieldHardware)[];
  /** It has a field that software reads, or writes. */
  readonly reads: boolean;
  readonly writes: boolean;
  /** To be set where an access is taken. */
  readonly written: Bool;
  readonly read: Bool;
  /** What a read shows, in so many bits. */
  shown(bits: number): UInt;
}

/** The registers of a map, in ascending order of addresses. */
export function wordsOf({ placed, dataBits }: RegisterMap): readonly Word[] {
  const words = placed.flatMap(register =>
    Array.from({ length: register.count }, (_, i): Word => {
      const name = register.array ? `${register.name}_${i}` : register.name;
      for (const { name: field, type } of register.fields) named(`${register.name}_${field}`, type);
      const fields = register.fields.map(field => ({
        ...field,
        ...fieldHardware(field, `${name}_${field.name}`),
      }));
      const written = named(`${name}_written`, reg(bool, { init: false }), 'hint');
      written.set(false);
      return {
        register: register.name,
        index: (register.offset + i * register.stride) / (dataBits / 8),
        fields,
        reads: fields.some(({ access }) => accesses[access].reads),
        writes: fields.some(({ access }) => accesses[access].writes),
        written,
        read: named(`${name}_read`, wire(bool, false), 'hint'),
        shown: bits => wordOf(fields, bits),
      };
    }),
  );
  return words.sort((a, b) => a.index - b.index);
}

/** The fields with zeros between them. */
function wordOf(fields: readonly (PlacedField & FieldHardware)[], bits: number): UInt {
  const parts: UInt[] = [];
  let next = 0;
  const zeros = (to: number): void => {
    if (to > next) parts.unshift(lit(uint(to - next), 0));
  };
  for (const { low, high, shown } of fields) {
    if (!shown) continue;
    zeros(low);
    parts.unshift(shown);
    next = high + 1;
  }
  zeros(bits);
  const [first, ...rest] = parts;
  return rest.length === 0 ? first! : first!.cat(...rest);
}
