import { mapOperations } from '../../../stdlib-engines/accelerator/isa/formats.js';
import type { Buffer } from '../pass/buffer.js';
import type { MapPass } from '../pass/pass.js';
import { type Access, type Box, type Op, type Range, whole } from './op.js';
import { regions, stridesOf, type Target } from './target.js';

/** Bytes of the record of a motion. */
const recordBytes = 32;

/** The instructions of a pass of the map unit: one for each image and, where blocks of channels go by themselves, each block. */
export function emitMap(pass: MapPass, index: number, target: Target): Op[] {
  const { batch, config } = target;
  const { kind, source, output, second } = pass;
  const constants = pass.constants && { at: target.constants.add(pass.constants), bytes: pass.constants.length };
  const blocks = kind === 'masks' ? 1 : output.blocks;
  const ops: Op[] = [];
  for (let image = 0; image < batch; image++)
    for (let block = 0; block < blocks; block++) {
      const from = partOf(source, image, kind === 'motion' || kind === 'masks' ? 0 : block, kind !== 'masks');
      const to = partOf(output, image, block, kind !== 'masks');
      const beside = second && besidePart(second, image, block);
      ops.push({
        unit: 'map',
        format: 'map',
        pass: index,
        fields: {
          operation: mapOperations.indexOf(kind),
          sourceRegion: regions.work,
          destinationRegion: regions.work,
          source: from.address,
          sourceBytes: from.bytes,
          destination: to.address,
          destinationBytes: to.bytes,
          ...(beside && { secondRegion: regions.work, second: beside.address, secondBytes: beside.bytes }),
          ...(constants && { secondRegion: regions.constants, second: constants.at, secondBytes: constants.bytes }),
          ...pass.fields,
        },
        accesses: [
          access(source, from.box, false),
          ...(second ? [access(second, whole(second, [image, image + 1]), false)] : []),
          access(output, to.box, true),
        ],
      });
    }
  return ops;

  /** A block of a map of an image, or all of it. */
  function partOf(buffer: Buffer, image: number, block: number, byBlock: boolean) {
    const strides = stridesOf(buffer, config.rows);
    const base = target.addressOf(buffer) + image * strides.image;
    const images: Range = [image, image + 1];
    const all = whole(buffer, images);
    if (!byBlock) return { address: base, bytes: buffer.bytes, box: all };
    return {
      address: base + block * strides.block,
      bytes: strides.block,
      box: { ...all, blocks: [block, block + 1] as const },
    };
  }

  /** Of motions those of a block, or of all masks; flow and occlusion whole. */
  function besidePart(buffer: Buffer, image: number, block: number): { address: number; bytes: number } {
    const base = target.addressOf(buffer) + (buffer.shared ? 0 : image * buffer.bytes);
    if (kind === 'warp') return { address: base, bytes: buffer.bytes };
    if (kind === 'masks') return { address: base, bytes: recordBytes * pass.fields.channels! };
    const bytes = (recordBytes * config.rows) / 4;
    return { address: base + block * bytes, bytes };
  }
}

const access = (buffer: Buffer, box: Box, write: boolean): Access => ({ space: 'work', buffer, box, write });
