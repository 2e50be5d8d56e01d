import { pictureOut } from '../../quantized/picture.js';
import { residualFraction } from '../../quantized/residual.js';
import { sigmoid } from '../../quantized/sigmoid.js';
import { unit8 } from '../../quantized/unit.js';
import type { AcceleratorConfig } from '../config.js';
import type { InstructionOf } from '../isa/decode.js';
import { type epilogue, epilogueModes } from '../isa/formats.js';
import type { Bank, Memories } from './memories.js';

type Epilogue = InstructionOf<typeof epilogue>['fields'];

/**
 * `epilogue`: sums to results. Loops in place of kernels for each number, `rescale` in doubles: its product has 48 bits, so they
 * hold it with all its bits and the half that rounds it. Tests hold every mode equal to its kernels.
 */
export function runEpilogue(
  fields: Epilogue,
  { sums, parameters }: Bank,
  { skip, out }: Memories,
  { rows: word, columns: channels }: AcceleratorConfig,
): void {
  const mode = epilogueModes[fields.mode]!;
  const { images, rows, columns, wide } = fields;
  const step = mode === 'pool' ? 2 : 1;
  const pixels = images * rows * columns;
  const view = new DataView(out.buffer);
  const table = mode === 'sigmoid' || mode === 'picture' ? sigmoidsOf(mode, wide) : undefined;
  const [least, most] = range(mode, wide);
  for (let channel = 0; channel < channels; channel++) {
    const bias = parameters.getInt32(8 * channel, true);
    const factor =
      parameters.getUint16(8 * channel + 4, true) * 2 ** -(8 + (parameters.getUint8(8 * channel + 6) & 31));
    const block = Math.floor(channel / word);
    const lane = channel % word;
    const rescaled = (pixel: number): number => {
      const sum = (sums[pixel * channels + channel]! + bias) | 0;
      return Math.max(least, Math.min(most, Math.floor(sum * factor + 0.5)));
    };
    for (let image = 0; image < images; image++)
      for (let y = 0; y < rows; y += step)
        for (let x = 0; x < columns; x += step) {
          const pixel = (image * rows + y) * columns + x;
          let result = rescaled(pixel);
          if (table) result = table[result + 32768]!;
          else if (mode === 'pool') {
            const below = pixel + columns;
            const four = result + rescaled(pixel + 1) + rescaled(below) + rescaled(below + 1);
            result = Math.min(127, (four + 8) >> 4);
          } else if (mode === 'add') {
            const skipped = skip[(fields.skipBase + block * pixels + pixel) * word + lane]!;
            const all = result + skipped * fields.skipGain + (1 << (residualFraction - 1));
            result = Math.max(-128, Math.min(127, all >> residualFraction));
          }
          const to =
            fields.base +
            block * fields.blockPitch +
            image * fields.imagePitch +
            (y / step) * fields.rowPitch +
            (x / step) * fields.columnPitch;
          if (wide) view.setInt16(to * word + 2 * lane, result, true);
          else out[to * word + lane] = result;
        }
  }
}

/** What a rescaled sum is saturated to. */
function range(mode: (typeof epilogueModes)[number], wide: number): readonly [least: number, most: number] {
  const signed = (bits: number) => [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] as const;
  switch (mode) {
    case 'none':
      return signed(wide ? 16 : 8);
    case 'relu':
      return [0, signed(wide ? 16 : 8)[1]];
    case 'pool':
      return [0, signed(10)[1]];
    case 'add':
      return signed(24);
    case 'sigmoid':
    case 'picture':
      return signed(16);
  }
}

const known = new Map<string, Uint16Array>();

/** What each logit becomes, from the least on: kernels, once for each. */
function sigmoidsOf(mode: 'sigmoid' | 'picture', wide: number): Uint16Array {
  const key = `${mode} ${wide}`;
  const made = known.get(key);
  if (made) return made;
  const last = mode === 'picture' ? pictureOut : wide ? (x: number) => x : unit8;
  const table = Uint16Array.from({ length: 65536 }, (_, at) => last(sigmoid(at - 32768)));
  known.set(key, table);
  return table;
}
