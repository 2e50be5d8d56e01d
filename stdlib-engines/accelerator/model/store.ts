import type { AcceleratorConfig } from '../config.js';
import { accessFault, atLeastOne } from '../isa/check/problem.js';
import type { InstructionOf } from '../isa/decode.js';
import type { store } from '../isa/formats.js';
import { bytesAt, Fault, type Memories, type RegionBytes, sizesOf } from './memories.js';

/** `store`: a box of words of the output memory to memory, row by row; one that cannot be stored ends it. */
export function runStore(
  fields: InstructionOf<typeof store>['fields'],
  { out }: Memories,
  regions: RegionBytes,
  config: AcceleratorConfig,
): void {
  const word = config.rows;
  const around = { config, sizes: sizesOf(regions) };
  const [empty] = atLeastOne(fields, 'images', 'blocks', 'rows', 'columns');
  if (empty) throw new Fault(empty.fault);
  const bytes = fields.columns * word;
  for (let image = 0; image < fields.images; image++)
    for (let block = 0; block < fields.blocks; block++)
      for (let row = 0; row < fields.rows; row++) {
        const from =
          (fields.base + image * fields.imagePitch + block * fields.blockPitch + row * fields.rowPitch) * word;
        const address =
          fields.address + image * fields.imageStride + block * fields.blockStride + row * fields.rowStride;
        if (from + bytes > out.length) throw new Fault('field');
        const span = { field: 'address', region: fields.region, address, bytes, written: true };
        const fault = accessFault(around, span, word);
        if (fault !== 'none') throw new Fault(fault);
        bytesAt(regions, fields.region, address, bytes).set(out.subarray(from, from + bytes));
      }
}
