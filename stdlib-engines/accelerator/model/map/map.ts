import { pictureIn } from '../../../quantized/picture.js';
import type { AcceleratorConfig } from '../../config.js';
import type { MapFields } from '../../isa/check/map.js';
import { mapOperations } from '../../isa/formats.js';
import { bytesAt, type RegionBytes } from '../memories.js';
import { alignedPlaces, type Plane, resample } from './between.js';
import { masks } from './masks.js';
import { motion } from './motion.js';
import { shrink } from './shrink.js';
import { warp } from './warp.js';

/** `map`: everything is read before anything is written, which programs may not rely on. */
export function runMap(fields: MapFields, regions: RegionBytes, { rows: word }: AcceleratorConfig): void {
  const source = bytesAt(regions, fields.sourceRegion, fields.source, fields.sourceBytes);
  const second = bytesAt(regions, fields.secondRegion, fields.second, fields.secondBytes);
  const result = resultOf(fields, source, second, word);
  bytesAt(regions, fields.destinationRegion, fields.destination, fields.destinationBytes).set(result);
}

function resultOf(fields: MapFields, source: Uint8Array, second: Uint8Array, word: number): ArrayLike<number> {
  const { rows, columns } = fields;
  const data = new Int8Array(source.buffer, source.byteOffset, source.length);
  const plane: Plane = { data, rows, columns, word };
  switch (mapOperations[fields.operation]!) {
    case 'picture':
      return Int8Array.from(source, byte => pictureIn(byte));
    case 'shrink':
      return shrink(fields, plane, second);
    case 'bilinear': {
      const result = new Int8Array(fields.outRows * fields.outColumns * word);
      resample(plane, alignedPlaces(rows, fields.outRows), alignedPlaces(columns, fields.outColumns), result);
      return result;
    }
    case 'motion':
      return motion(fields, plane, second);
    case 'masks':
      return masks(fields, source, second, word);
    case 'warp':
      return warp(fields, plane, second);
  }
}
