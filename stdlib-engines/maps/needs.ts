import { type Arr, kernel, range, type u1, type u4, type u6, type u12, type u24, type u32 } from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { faults } from '../accelerator/fault.js';
import { mapOperations } from '../accelerator/isa/formats.js';
import { samplingSide } from '../sampling/fits.js';
import { motionBytes } from './motions.js';

const operation = Object.fromEntries(mapOperations.map((name, i) => [name, i])) as Record<
  (typeof mapOperations)[number],
  number
>;

/**
 * What the fields of a `map` instruction ask for: the bytes of source, second and destination, which the instruction has to
 * state just so, and the fault of its fields (0: none). A kernel: the unit's check before it begins, and what assembler, validator and
 * compiler call.
 *
 * | | source | second | destination |
 * |---|---|---|---|
 * | `picture` | a word of P bytes for each pixel | | as many |
 * | `shrink` | a word for each pixel | 2 bytes for each tap, up to a multiple of P | a word for each pixel of the result |
 * | `bilinear` | a word for each pixel | | a word for each pixel of the result |
 * | `motion` | a word for each pixel | P / 4 records of 32 bytes | a word for each pixel |
 * | `masks` | 2 bytes for each share and one more, these up to a multiple of P, for each pixel | a record for each share | 8 bytes for each pixel |
 * | `warp` | a word for each pixel | 8 bytes for each pixel | a word for each pixel |
 */
export const mapNeeds = ({ rows: block, motions, lineWords, samplePixels, taps: mostTaps }: AcceleratorConfig) => {
  const { picture, shrink, bilinear, motion, masks, warp } = operation;
  const { none, opcode, field } = faults;
  const blockBits = Math.log2(block);
  const share = Math.floor(samplePixels / 4);
  return kernel(
    (
      which: u4,
      rows: u12,
      columns: u12,
      outRows: u12,
      outColumns: u12,
      taps: u6,
      factor: u6,
      style: u1,
      channels: u6,
      fraction: u4,
      logits8: u1,
      flowFraction: u4,
    ) => {
      // One multiplier, for one product after the other.
      const factors: Arr<u12, 5> = [
        rows,
        outRows,
        (rows + 1) >> 1,
        Math.max(outRows, 1) - 1,
        Math.max(outColumns, 1) - 1,
      ];
      const others: Arr<u12, 5> = [columns, outColumns, (columns + 1) >> 1, factor, factor];
      const products: Arr<u24, 5> = [0, 0, 0, 0, 0];
      for (const i of range(5)) products[i] = factors[i]! * others[i]!;
      const [pixels, results, quarter] = [products[0]!, products[1]!, products[2]!];
      const [lastRow, lastColumn] = [products[3]!, products[4]!];
      const resized = which === shrink || which === bilinear;
      const wordsOfLogits = ((channels + block) >> blockBits) << 1;
      const source: u32 = (which === masks ? pixels * wordsOfLogits : pixels) << blockBits;
      const tapBytes = ((2 * taps + block - 1) >> blockBits) << blockBits;
      const motionsBytes = (which === masks ? channels : block >> 2) * motionBytes;
      const second: u32 =
        which === shrink
          ? tapBytes
          : which === warp
            ? pixels << 3
            : which === motion || which === masks
              ? motionsBytes
              : 0;
      const destination: u32 = which === masks ? pixels << 3 : (resized ? results : pixels) << blockBits;

      const some = rows >= 1 && columns >= 1;
      const near = some && rows <= samplingSide && columns <= samplingSide;
      const held = near && quarter <= share;
      const inLine = some && columns <= lineWords && outRows >= 1 && outColumns >= 1;
      const reaches = factor >= 1 && lastRow < rows && lastColumn < columns;
      const filtered = (taps & 1) === 1 && taps <= mostTaps && (style === 1 || reaches);
      const logits = logits8 === 0 || (fraction >= 1 && fraction <= 9);
      const mixed = near && channels >= 2 && channels <= motions && logits && flowFraction <= 8;
      const good =
        which === picture
          ? some
          : which === shrink
            ? inLine && filtered
            : which === bilinear
              ? inLine
              : which === masks
                ? mixed
                : which === warp
                  ? held && flowFraction <= 8
                  : held;
      const fault: u4 = which > warp ? opcode : good ? none : field;
      return { source, second, destination, fault };
    },
  );
};
