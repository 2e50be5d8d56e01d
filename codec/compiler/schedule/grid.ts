import type { Geometry, Tile } from './geometry.js';
import type { Range } from './op.js';

/** A tile at its place: images, and rows and columns of sums. */
export interface PlacedTile {
  readonly images: Range;
  readonly rows: Range;
  readonly columns: Range;
}

/** The tiles of a pass: along columns, then rows, then images. */
export function tilesOf(tile: Tile, { sums }: Geometry, batch: number): PlacedTile[] {
  const images = parts(batch, tile.images);
  const [rows, columns] = [parts(sums[0], tile.rows), parts(sums[1], tile.columns)];
  return images.flatMap(images => rows.flatMap(rows => columns.map(columns => ({ images, rows, columns }))));
}

const parts = (size: number, each: number): Range[] =>
  Array.from({ length: Math.ceil(size / each) }, (_, i) => [i * each, Math.min(size, (i + 1) * each)] as const);

export const length = ([from, to]: Range): number => to - from;
