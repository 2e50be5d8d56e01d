import fc from 'fast-check';
import { encode } from '../../../stdlib-engines/accelerator/isa/encode.js';
import type { UnitName } from '../../../stdlib-engines/accelerator/isa/field.js';
import { end, formats } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { drawsOf } from '../../../stdlib-engines/axi/memory/pace.js';

/** An instruction with any numbers in its fields. */
export interface AnyInstruction {
  readonly unit: UnitName;
  readonly name: string;
  readonly fields: Readonly<Record<string, number>>;
  readonly wait: number;
  readonly signal: number;
  readonly bytes: Uint8Array;
}

const own = formats.filter(format => format !== end);

/**
 * Instructions that wait only for what those before them raise, and never two units for the same: so they can all be carried
 * out. Their fields are any numbers.
 */
export const instructionsOf = (longest: number): fc.Arbitrary<readonly AnyInstruction[]> =>
  fc
    .array(
      fc.record({
        which: fc.nat(own.length - 1),
        wait: fc.nat(0xffff),
        signals: fc.array(fc.nat(15), { maxLength: 3 }),
        seed: fc.nat(),
      }),
      { minLength: 1, maxLength: Math.min(longest, 60) },
    )
    .map(wishes => {
      const raised = new Array<number>(16).fill(0);
      return wishes.map(({ which, wait: wanted, signals, seed }) => {
        const format = own[which]!;
        const unit = format.unit!;
        const draw = drawsOf(seed);
        const fields = Object.fromEntries(
          Object.entries(format.fields).map(([name, { bits }]) => [name, Math.floor(draw() * 2 ** bits)]),
        );
        const mine = own.findIndex(format => format.unit === unit);
        const wait = mask(i => i % own.length === mine && raised[i]! > 0 && Boolean((wanted >> i) & 1));
        const signal = mask(i => signals.includes(i));
        for (let i = 0; i < 16; i++) raised[i]! += ((signal >> i) & 1) - ((wait >> i) & 1);
        return { unit, name: format.name, fields, wait, signal, bytes: encode(format, fields, { wait, signal }) };
      });
    });

const mask = (has: (i: number) => boolean): number =>
  Array.from({ length: 16 }, (_, i) => Number(has(i)) << i).reduce((a, b) => a | b, 0);
