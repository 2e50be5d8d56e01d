import type { AcceleratorConfig } from '../config.js';
import type { InstructionOf } from '../isa/decode.js';
import type { store } from '../isa/formats.js';
import { bytesAt, type Memories, type RegionBytes } from './memories.js';

/** `store`: a box of words of the output memory to memory. */
export function runStore(
  fields: InstructionOf<typeof store>['fields'],
  { out }: Memories,
  regions: RegionBytes,
  { rows: word }: AcceleratorConfig,
): void {
  const bytes = fields.columns * word;
  for (let image = 0; image < fields.images; image++)
    for (let block = 0; block < fields.blocks; block++)
      for (let row = 0; row < fields.rows; row++) {
        const from =
          (fields.base + image * fields.imagePitch + block * fields.blockPitch + row * fields.rowPitch) * word;
        const address =
          fields.address + image * fields.imageStride + block * fields.blockStride + row * fields.rowStride;
        bytesAt(regions, fields.region, address, bytes).set(out.subarray(from, from + bytes));
      }
}
