import { affineRelu } from '../../quantized/affine.js';
import type { AcceleratorConfig } from '../config.js';
import { loadRefusals, paddedSize, tableRowBytes } from '../isa/check/load.js';
import { accessFault } from '../isa/check/problem.js';
import type { InstructionOf } from '../isa/decode.js';
import type { load, table } from '../isa/formats.js';
import { bytesAt, Fault, type Memories, type RegionBytes, sizesOf } from './memories.js';

type Load = InstructionOf<typeof load>['fields'];

/** `load`: a box of words with zeros around it, row by row; one that cannot be loaded ends it. */
export function runLoad(fields: Load, memory: Memories, regions: RegionBytes, config: AcceleratorConfig): void {
  const word = config.rows;
  const around = { config, sizes: sizesOf(regions) };
  const [refusal] = loadRefusals(fields, config);
  if (refusal) throw new Fault(refusal.fault);
  const words = fields.skip ? config.skipWords : config.tileWords;
  const into = fields.skip ? memory.skip : memory.tile;
  const size = paddedSize(fields);
  const bytes = fields.columns * word;
  for (let image = 0; image < fields.images; image++)
    for (let block = 0; block < fields.blocks; block++) {
      const tables = fields.affine ? affineTables(memory.table, fields.table + block, word) : undefined;
      for (let row = 0; row < size.rows; row++) {
        const at = fields.base + image * fields.imagePitch + block * fields.blockPitch + row * fields.rowPitch;
        if (at + size.columns > words) throw new Fault('field');
        const to = into.subarray(at * word, (at + size.columns) * word);
        const from = row - fields.padTop;
        if (from < 0 || from >= fields.rows || bytes === 0) {
          to.fill(0);
          continue;
        }
        const address =
          fields.address + image * fields.imageStride + block * fields.blockStride + from * fields.rowStride;
        const fault = accessFault(around, { field: 'address', region: fields.region, address, bytes }, word);
        if (fault !== 'none') throw new Fault(fault);
        const read = bytesAt(regions, fields.region, address, bytes);
        to.fill(0);
        const inner = to.subarray(fields.padLeft * word);
        if (!tables) inner.set(new Int8Array(read.buffer, read.byteOffset, bytes));
        else for (let i = 0; i < bytes; i++) inner[i] = tables[((i % word) << 8) | read[i]!]!;
      }
    }
}

/** What `affineRelu` makes of each byte, in each channel of a block: by kernels, once for each instruction. */
function affineTables(table: Uint8Array, row: number, word: number): Int8Array {
  const view = new DataView(table.buffer, row * tableRowBytes(word));
  const tables = new Int8Array(256 * word);
  for (let channel = 0; channel < word; channel++) {
    const gain = view.getInt16(8 * channel, true);
    const shift = view.getUint8(8 * channel + 2) & 31;
    const offset = view.getInt32(8 * channel + 4, true);
    for (let byte = 0; byte < 256; byte++)
      tables[256 * channel + byte] = affineRelu((byte << 24) >> 24, gain, offset, shift);
  }
  return tables;
}

/** `table`: rows of gains, shifts and offsets. */
export function runTable(
  { address, region, first, count }: InstructionOf<typeof table>['fields'],
  memory: Memories,
  regions: RegionBytes,
  { rows }: AcceleratorConfig,
): void {
  const bytes = tableRowBytes(rows);
  memory.table.set(bytesAt(regions, region, address, count * bytes), first * bytes);
}
