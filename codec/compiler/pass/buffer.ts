/** Words of `rows` bytes, a pixel each (or a part of one), that a pass writes and others read: a map in the work region. */
export interface Buffer {
  readonly name: string;
  /** `[block][row][column]` words: of maps of 16 bits and of `pixels`, `columns` counts all words of a row. */
  readonly blocks: number;
  readonly rows: number;
  readonly columns: number;
  /** Bytes of one image. */
  readonly bytes: number;
  /** One for all frames of a batch: images lie at the same place. */
  readonly shared: boolean;
}

/** Whole blocks of channels. */
export const blocksOf = (channels: number, rows: number): number => Math.ceil(channels / rows);

/** A buffer of maps. */
export function mapBuffer(
  name: string,
  [channels, height, width]: readonly [number, number, number],
  { rows, wordsPerPixel = 1, shared = false }: { rows: number; wordsPerPixel?: number; shared?: boolean },
): Buffer {
  const blocks = blocksOf(channels, rows);
  const columns = width * wordsPerPixel;
  return { name, blocks, rows: height, columns, bytes: blocks * height * columns * rows, shared };
}

/** A buffer of so many bytes, of which no part is told from another. */
export const flatBuffer = (name: string, bytes: number, shared = false): Buffer => ({
  name,
  blocks: 1,
  rows: 1,
  columns: bytes,
  bytes,
  shared,
});
